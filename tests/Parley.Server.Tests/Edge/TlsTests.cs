using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Server.Tests.Processes;

namespace Parley.Server.Tests.Edge;

/// <summary>The server with a certificate of its own.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-tls-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D1_ManyRequestsOnOneHttp2Connection_AreOneCaller()
    {
        var port = ServerProcess.FreePort();
        await using var server = await StartAsync(port);
        using var client = Client(SslProtocols.None);
        client.BaseAddress = new Uri($"https://localhost:{port}/");
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var response = await client.GetAsync("api/v1/conversations", Cancellation);
            return (response.Version, response.StatusCode);
        }));

        Assert.All(answers, answer => Assert.Equal(HttpVersion.Version20, answer.Version));
        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(30, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Https_ModernTls_IsSpoken(SslProtocols protocol)
    {
        var port = ServerProcess.FreePort();
        await using var server = await StartAsync(port);
        using var client = Client(protocol);

        using var response = await client.GetAsync($"https://localhost:{port}/api/v1/health", Cancellation);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync($"http://localhost:{port}/api/v1/health", Cancellation));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_WithAToken_AskForIt()
    {
        const string Token = "a-token-of-16-or-more";
        await using var server = await ServerProcess.StartAsync(_directory, ("METRICS_TOKEN", Token));
        var statuses = new List<HttpStatusCode>();
        foreach (var sent in new[] { null, "a-token-of-16-or-less", Token })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.Authorization = sent is null ? null : new AuthenticationHeaderValue("Bearer", sent);
            using var response = await server.Client.SendAsync(request, Cancellation);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK], statuses);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task Metrics_WithoutAToken_AreForThisMachineAlone(string header)
    {
        await using var server = await ServerProcess.StartAsync(_directory);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { header, "for=203.0.113.7" } } };

        using var here = await server.Client.GetAsync("/metrics", Cancellation);
        using var forwarded = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (here.StatusCode, forwarded.StatusCode));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<ServerProcess> StartAsync(int port)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(_directory, "cert.pem"), Path.Combine(_directory, "key.pem"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem(), Cancellation);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), Cancellation);
        return await ServerProcess.StartAsync(
            _directory, ("APP_PORT", $"{port}"), ("TLS_CERT_FILE", certificateFile), ("TLS_KEY_FILE", keyFile), ("RATE_LIMIT_REQUESTS", "10"));
    }

    private static HttpClient Client(SslProtocols protocol) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = protocol, RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    });
}
