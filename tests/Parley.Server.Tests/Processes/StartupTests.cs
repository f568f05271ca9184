using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Net.Http.Json;

namespace Parley.Server.Tests.Processes;

public sealed class StartupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-startup-").FullName;

    [Fact]
    public async Task Start_NoSettings_IsReadyAndAnswersOffline()
    {
        await using var server = await ServerProcess.StartAsync(_directory);

        var ready = await server.Client.GetFromJsonAsync<JsonElement>("ready", TestContext.Current.CancellationToken);
        using var answer = await server.Client.PostAsJsonAsync("chat", new { message = "What is 17 * 23?" }, TestContext.Current.CancellationToken);

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("offline", body.GetProperty("provider").GetString());
        Assert.Contains("391", body.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_directory, "data", "parley.db")));
    }

    [Fact]
    public async Task Start_PortTaken_SaysSoInOneSentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await AssertRefusesAsync($"cannot listen on port {port}", "APP_PORT", ("APP_PORT", $"{port}"));
    }

    [Fact]
    public async Task Start_DataDirectoryNotWritable_SaysSoInOneSentence()
    {
        // A file where the directory should be stops root too, whom permissions do not.
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        await AssertRefusesAsync("cannot write to its data directory", "APP_DATA_DIR", ("APP_DATA_DIR", Path.Combine(file, "data")));
    }

    [Fact]
    public async Task Start_PostgresDown_SaysSoWithoutThePassword()
    {
        var url = $"postgresql://app:hunter2secret@127.0.0.1:{ServerProcess.FreePort()}/parley";

        var error = await AssertRefusesAsync("cannot use its PostgreSQL database", "DATABASE_URL", ("DATABASE_URL", url));

        Assert.DoesNotContain("hunter2secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralSettingsWrong_NamesThemAll()
    {
        var (code, _, error) = await ServerProcess.RunAsync(
            _directory, ("APP_PORT", "eighty"), ("LLM_TIMEOUT", "-1"), ("APP_LOG_LEVEL", "loud"), ("OPENAI_BASE_URL", "ftp://x"), ("DATABASE_URL", "mysql://x"));

        Assert.NotEqual(0, code);
        foreach (var name in new[] { "APP_PORT", "LLM_TIMEOUT", "APP_LOG_LEVEL", "OPENAI_BASE_URL", "DATABASE_URL" })
        {
            Assert.Contains(name + ":", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_UnknownDefaultProvider_SaysSo() =>
        await AssertRefusesAsync("DEFAULT_PROVIDER", "offline", ("DEFAULT_PROVIDER", "nobody"));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> AssertRefusesAsync(string problem, string remedy, params (string Name, string Value)[] environment)
    {
        var (code, output, error) = await ServerProcess.RunAsync(_directory, environment);

        Assert.NotEqual(0, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
        return error + output;
    }
}
