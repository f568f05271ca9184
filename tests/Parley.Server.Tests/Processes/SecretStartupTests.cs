using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Processes;

public sealed class SecretStartupTests : IDisposable
{
    private const string First = "f1rst-0ne-7Hc2mVxQzL9wTbKfYpRsDgJu";
    private const string Second = "s3cond-0ne-Zk8sWqXvB5tNhMcEyPdGaRfL";

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-secret-start-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task I7_WrongSecret_RefusesToServe_AndSaysWhichIsWanted()
    {
        await using (var server = await ServerProcess.StartAsync(_directory, ("APP_SECRET_KEY", First)))
        {
            var audit = await server.Client.GetFromJsonAsync<JsonElement>("audit", TestContext.Current.CancellationToken);
            var settings = audit.GetProperty("data")[0].GetProperty("details").GetProperty("settings").GetString()!;
            Assert.Contains("APP_PORT", settings, StringComparison.Ordinal);
            Assert.Contains("APP_SECRET_KEY", settings, StringComparison.Ordinal);
            Assert.DoesNotContain(First, audit.GetRawText(), StringComparison.Ordinal);
            await server.KillAsync();
        }

        var (code, output, error) = await ServerProcess.RunAsync(_directory, ("APP_SECRET_KEY", Second), ("APP_PORT", $"{ServerProcess.FreePort()}"));

        Assert.Equal(1, code);
        Assert.DoesNotContain("ready", output, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{8} is wanted", error);
        Assert.DoesNotContain(Second, output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SEC10_SeveralNodesAndNoSharedSecret_RefusesToServe()
    {
        var (code, _, error) = await ServerProcess.RunAsync(
            _directory, ("APP_ENV", "staging"), ("AUTH_MODE", "accounts"), ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"), ("APP_PORT", $"{ServerProcess.FreePort()}"));

        Assert.Equal(1, code);
        Assert.Contains("APP_SECRET_KEY is not set", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory, "data", "secret.key")));
    }
}
