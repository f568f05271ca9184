using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Integrations.Databases;

namespace Parley.Cli.Tests.Processes;

public sealed class AuditProcessTests : IDisposable
{
    private const string Old = "0ld-0ne-7Hc2mVxQzL9wTbKfYpRsDgJu";
    private const string New = "n3w-0ne-Zk8sWqXvB5tNhMcEyPdGaRfL";

    private readonly ParleyBox _box = new(null);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task H2_OneByteOfAnEventChanged_VerifyNamesItAndEndsWith1()
    {
        var none = await _box.RunAsync("audit", "verify");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, (await _box.RunAsync("audit", "rotate-key")).Code);
        }

        var whole = await _box.RunAsync("audit", "verify");
        await ExecuteAsync("DROP TRIGGER audit_events_append_only; UPDATE audit_events SET at = replace(at, '2', '3') WHERE sequence = 2");
        var broken = await _box.RunAsync("audit", "verify");

        Assert.Equal((0, "Nothing was recorded yet.\n"), (none.Code, none.Output));
        Assert.Equal(0, whole.Code);
        Assert.Matches("^ok +ten_[0-9a-z]{26}  3 events checked[.] Last seal: [0-9a-f]{64}\n$", whole.Output);
        Assert.Equal(1, broken.Code);
        Assert.Matches("^broken +ten_[0-9a-z]{26}  1 event checked[.] Event 2 was changed[.]\n$", broken.Output);
    }

    [Fact]
    public async Task ListAndExport_ShowEveryEventOnALine()
    {
        await _box.RunAsync("audit", "rotate-key");
        await ExecuteAsync("DROP TRIGGER audit_events_append_only; UPDATE audit_events SET target = 'a' || char(10) || char(27) || '[2Jb'");

        var listed = await _box.RunAsync("audit", "list");
        var json = await _box.RunAsync("audit", "export");
        var csv = await _box.RunAsync("audit", "export", "--format", "csv", "--from", "2020-01-01");

        Assert.Matches("^ *1 20[-0-9]+ [:0-9]+ audit.rotate_key a b done by -\n$", listed.Output);
        Assert.DoesNotContain('\e', listed.Output + json.Output + csv.Output);
        var lines = json.Output.TrimEnd().Split('\n');
        Assert.Equal(["audit.rotate_key", "audit.export"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("action").GetString()));
        Assert.Equal(4, csv.Output.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task SigningKey_Rotated_IsRecorded()
    {
        Assert.Equal(0, (await _box.RunAsync("secrets", "rotate-signing-key")).Code);
        Assert.Equal(0, (await _box.RunAsync("secrets", "rotate-signing-key", "--retire")).Code);

        var listed = await _box.RunAsync("audit", "list");
        Assert.Equal(2, listed.Output.Split('\n').Count(line => line.Contains("signing_key.make", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Secrets_RotateAndStatus_ChangeTheKey()
    {
        _box.With("APP_SECRET_KEY", Old);
        Assert.Contains("Everything is encrypted with the current key.", (await _box.RunAsync("secrets", "status")).Output, StringComparison.Ordinal);

        var wrong = await _box.With("APP_SECRET_KEY", New).RunAsync("secrets", "status");
        var before = await _box.With("APP_SECRET_KEY_PREVIOUS", Old).RunAsync("secrets", "status");
        var rotated = await _box.RunAsync("secrets", "rotate");
        var again = await _box.RunAsync("secrets", "rotate");
        var after = await _box.With("APP_SECRET_KEY_PREVIOUS", "").RunAsync("audit", "verify");

        Assert.Equal(1, wrong.Code);
        Assert.Contains("is wanted", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Still encrypted with another key: 1.", before.Output, StringComparison.Ordinal);
        Assert.Matches("^Encrypted anew with [0-9a-f]{8}: 1 in stored_secrets.\n$", rotated.Output);
        Assert.Contains("already", again.Output, StringComparison.Ordinal);
        Assert.Contains("2 events checked", after.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit takes a whole number", "audit", "list", "--limit", "0")]
    [InlineData("No tenant nobody has a trail.", "audit", "verify", "--tenant", "nobody")]
    [InlineData("xml", "audit", "export", "--format", "xml")]
    public async Task WrongCommandLine_SaysWhatIsRight(string says, params string[] args)
    {
        var result = await _box.RunAsync(args);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
    }

    private async Task ExecuteAsync(string sql)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDir", _box.DataDirectory)]).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddData().AddDatabase().BuildServiceProvider();
        await using var connection = services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
