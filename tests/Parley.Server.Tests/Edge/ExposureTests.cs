using Parley.Server.Startup;
using Parley.Server.Telemetry;
using Parley.Server.Tests.Processes;

namespace Parley.Server.Tests.Edge;

/// <summary>With what the server does not start.</summary>
public sealed class ExposureTests : IDisposable
{
    private const string Strong = "8Jx0vQm2rT5wZk9LdN3bYf7HcPs1GaUe";

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-exposure-").FullName;

    public static TheoryData<string?, string> WeakSecrets => new()
    {
        { null, "is not set" },
        { "short", "shorter" },
        { "changeme-changeme-changeme-changeme", "changeme" },
        { "my-super-SECRET-key-of-the-year-2026!", "secret" },
        { "0123456789abcdefghijklmnopqrstuvwxyz", "0123456789" },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "different characters" },
        { "Qw7!rT9#zP2$Qw7!rT9#zP2$Qw7!rT9#zP2$", "repeats" },
    };

    [Theory, MemberData(nameof(WeakSecrets))]
    public void Problems_WeakSecretInProduction_IsNamed(string? secret, string what)
    {
        var problem = Assert.Single(ExposureChecks.Problems(Production(), new() { Key = secret }, Protected(), new()));

        Assert.StartsWith("APP_SECRET_KEY:", problem, StringComparison.Ordinal);
        Assert.Contains(what, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_GoodProduction_AreNone() => Assert.Empty(ExposureChecks.Problems(Production(), new() { Key = Strong }, Protected(), new()));

    [Fact]
    public void Problems_Development_NeedsNothing() => Assert.Empty(ExposureChecks.Problems(new(), new(), new(), new()));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.5")]
    public void Problems_BeyondLoopbackInSingleUserMode_IsNamed(string host) => Assert.StartsWith(
        "AUTH_MODE:", Assert.Single(ExposureChecks.Problems(new() { Host = host, AuthMode = "single-user" }, new(), new(), new())), StringComparison.Ordinal);

    [Fact]
    public void Problems_SingleUserBehindAProxyOrWithAPublicAddress_IsNamed() => Assert.All(
        new ServerOptions[] { new() { TrustedProxies = "127.0.0.1" }, new() { PublicUrl = "https://parley.example.com" } },
        server => Assert.StartsWith("AUTH_MODE:", Assert.Single(ExposureChecks.Problems(server, new(), new(), new())), StringComparison.Ordinal));

    [Fact]
    public void Problems_GuessableSharedSecretInProduction_IsNamed() => Assert.StartsWith(
        "JWT_SECRET:",
        Assert.Single(ExposureChecks.Problems(Production(), new() { Key = Strong }, Protected(), new() { Algorithm = "HS256", Secret = "changemechangemechangemechangeme" })),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Problems_Loopback_IsFine(string host) => Assert.Empty(ExposureChecks.Problems(new() { Host = host }, new(), new(), new()));

    [Theory]
    [InlineData("production", "accounts")]
    [InlineData("development", "single-user")]
    public void Problems_EveryOrigin_IsNamed(string environment, string mode) => Assert.StartsWith(
        "CORS_ORIGINS:",
        Assert.Single(ExposureChecks.Problems(new() { Environment = environment, AuthMode = mode, CorsOrigins = "*" }, new() { Key = Strong }, Protected(), new())),
        StringComparison.Ordinal);

    [Fact]
    public void Problems_OpenMetricsOrDebugInProduction_AreNamed()
    {
        var server = Production();
        server.Debug = true;

        var problems = ExposureChecks.Problems(server, new() { Key = Strong }, new(), new()).ToArray();

        Assert.Equal(["APP_DEBUG:", "METRICS_TOKEN:"], problems.Select(problem => problem.Split(' ')[0]));
        Assert.Single(ExposureChecks.Problems(server, new() { Key = Strong }, new() { Enabled = false }, new()));
    }

    [Theory]
    [InlineData("localhost", "development", null, true)]
    [InlineData("localhost", "production", null, false)]
    [InlineData("0.0.0.0", "development", null, false)]
    [InlineData("localhost", "development", "accounts", false)]
    [InlineData("localhost", "production", "single-user", true)]
    public void IsSingleUser_NotSaid_FollowsWhoCanReachIt(string host, string environment, string? mode, bool expected) =>
        Assert.Equal(expected, new ServerOptions { Host = host, Environment = environment, AuthMode = mode }.IsSingleUser);

    [Theory]
    [InlineData("AUTH_MODE", "APP_HOST=0.0.0.0;AUTH_MODE=single-user")]
    [InlineData("APP_SECRET_KEY", "APP_ENV=production;METRICS_TOKEN=a-token-of-16-or-more")]
    [InlineData("APP_SECRET_KEY", "APP_ENV=production;APP_SECRET_KEY=changeme-changeme-changeme-changeme")]
    [InlineData("CORS_ORIGINS", "APP_ENV=production;CORS_ORIGINS=*")]
    [InlineData("CORS_ORIGINS", "CORS_ORIGINS=https://a.example/path")]
    [InlineData("TRUSTED_PROXIES", "TRUSTED_PROXIES=everybody")]
    [InlineData("APP_HOST", "APP_HOST=example.com")]
    [InlineData("APP_PUBLIC_URL", "APP_PUBLIC_URL=parley.example.com")]
    [InlineData("REDIS_URL", "REDIS_URL=localhost:6379")]
    [InlineData("METRICS_TOKEN", "METRICS_TOKEN=short")]
    [InlineData("TLS_KEY_FILE", "TLS_CERT_FILE=/nowhere/cert.pem")]
    [InlineData("TLS_CERT_FILE", "TLS_CERT_FILE=/nowhere/cert.pem;TLS_KEY_FILE=/nowhere/key.pem")]
    public async Task Start_Unsafe_IsRefusedAndNamesTheSetting(string setting, string environment)
    {
        var (code, output, error) = await ServerProcess.RunAsync(
            _directory, [("APP_PORT", $"{ServerProcess.FreePort()}"), .. environment.Split(';').Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))]);

        Assert.NotEqual(0, code);
        Assert.Contains(setting, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static ServerOptions Production() => new() { Environment = "production", Host = "0.0.0.0", AuthMode = "accounts" };

    private static MetricsOptions Protected() => new() { Token = "a-token-of-16-or-more" };
}
