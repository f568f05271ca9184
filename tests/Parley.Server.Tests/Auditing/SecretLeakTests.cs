using System.Net.Http.Json;
using FakeLlm;

namespace Parley.Server.Tests.Auditing;

/// <summary>No secret that a request carries, or that a provider is called with, is in the log or the metrics, even when everything down to Debug is logged.</summary>
public sealed class SecretLeakTests
{
    private static readonly string[] Canaries =
    [
        "canary-password-1a2b", "parley_canarykey_3c4d", "eyJcanarytoken5e6f", "sk-canary-stored-7a8b", "sk-canary-configured-9c0d", "canarycookie1e2f", "canary-refresh-3a4b",
        "canary-secret-key-of-the-installation-7e8f",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task H1_SEC10_RequestsWithSecrets_LeaveNoneInTheLog()
    {
        await using var fake = await FakeLlmServer.StartAsync(cancellationToken: Token);
        using var log = new LogCapture();
        await using var server = new TestServer(
            log, ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft", "Debug"), ("Logging:LogLevel:System", "Debug"),
            ("Providers:OpenAI:BaseUrl", fake.BaseUrl.ToString()), ("Providers:OpenAI:ApiKey", Canaries[4]), ("Providers:OpenAI:Model", "ok-2x0"),
            ("Secrets:Key", Canaries[7]), ("Retries:MaxAttempts", "1"));

        var requests = new (HttpMethod Method, string Path, object? Body)[]
        {
            (HttpMethod.Put, "admin/providers/openai/key", new { key = Canaries[3] }),
            (HttpMethod.Put, "admin/providers/openai/key", new { key = Canaries[3] + " with blanks" }),
            (HttpMethod.Post, "chat", new { message = "Hi", provider = "openai" }),
            (HttpMethod.Post, "chat", new { message = "Hi", provider = "openai", model = "leak" }),
            (HttpMethod.Get, "models", null),
            (HttpMethod.Get, "admin/providers", null),
            (HttpMethod.Post, "auth/sign-in", new { email = "a@example.com", password = Canaries[0] }),
            (HttpMethod.Post, "auth/refresh", new { refresh_token = Canaries[6] }),
            (HttpMethod.Post, "auth/links/use", new { token = Canaries[6], password = Canaries[0] }),
            (HttpMethod.Post, "auth/password", new { current_password = Canaries[0], new_password = Canaries[0] + "x" }),
            (HttpMethod.Get, "audit/export", null),
            (HttpMethod.Get, "/v1/models", null),
            (HttpMethod.Delete, "admin/providers/openai/key", null),
        };
        foreach (var (method, path, body) in requests)
        {
            foreach (var credential in new[] { Canaries[1], Canaries[2] })
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {credential}");
                request.Headers.TryAddWithoutValidation("Cookie", $"__Host-parley_access={Canaries[5]}; __Host-parley_refresh={Canaries[6]}");
                using var response = await server.Client.SendAsync(request, Token);
            }
        }

        var metrics = await server.Client.GetStringAsync("/metrics", Token);
        Assert.True(log.Lines.Count > 100, "Nothing was logged, so nothing was tested.");
        Assert.Contains(fake.Requests, request => request.Headers.Values.Any(value => value.Contains(Canaries[3], StringComparison.Ordinal)));
        foreach (var canary in Canaries)
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(canary, StringComparison.Ordinal));
            Assert.DoesNotContain(canary, metrics, StringComparison.Ordinal);
        }
    }
}
