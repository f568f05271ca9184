using System.Text.Json;

namespace Parley.Cli.Tests.Processes;

public sealed class AskProcessTests(FakeModelServer model) : IClassFixture<FakeModelServer>, IDisposable
{
    private readonly ParleyBox _box = new(model.Url);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Ask_PipedMaterial_GoesBeforeTheQuestion()
    {
        var result = await _box.RunWithInputAsync("line 1\nline 2\n", "ask", "what", "failed?");

        Assert.Equal((0, "You said: line 1\nline 2\n\nwhat failed?\n", ""), (result.Code, result.Output, result.Error));
    }

    [Fact]
    public async Task Ask_Dash_ReadsTheQuestion()
    {
        var result = await _box.RunWithInputAsync("grüße\n", "ask", "-", "--model", "openai/echo");

        Assert.Equal((0, "You said: grüße\n"), (result.Code, result.Output));
    }

    [Fact]
    public async Task Ask_Json_PrintsOneObject()
    {
        var result = await _box.RunAsync("ask", "--json", "hi");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(0, result.Code);
        Assert.Equal("You said: hi", json.RootElement.GetProperty("content").GetString());
        Assert.Equal("openai", json.RootElement.GetProperty("provider").GetString());
        Assert.Equal(33, json.RootElement.GetProperty("tokens_used").GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("cost").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("cache").ValueKind);
        Assert.Equal("full", json.RootElement.GetProperty("degradation").GetString());
    }

    [Fact]
    public async Task Ask_ModelBreaksOffAndAnotherGoesOn_SaysSoBesideTheAnswer()
    {
        var result = await _box.With("FALLBACK_PROVIDERS", "openai/echo").RunAsync("ask", "-m", "broken", "hi");

        Assert.Equal(0, result.Code);
        Assert.StartsWith("one two You said: ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("broke off", result.Output, StringComparison.Ordinal);
        Assert.Contains("openai/broken broke off; openai/echo went on.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ModelBreaksOffAndAnotherBeginsAgain_SaysSoInTheOutput()
    {
        var result = await _box.With("FALLBACK_PROVIDERS", "offline").RunAsync("ask", "-m", "broken", "my name is Robin");

        var lines = result.Output.Split('\n');
        Assert.Equal(0, result.Code);
        Assert.Equal("one two ", lines[0]);
        Assert.StartsWith("[openai/broken broke off; offline/", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" begins again.]", lines[1], StringComparison.Ordinal);
        Assert.Contains("Robin", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_JsonAfterARestart_HasTheLaterTextAndWhoServedIt()
    {
        var result = await _box.With("FALLBACK_PROVIDERS", "offline").RunAsync("ask", "--json", "-m", "broken", "my name is Robin");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("offline", json.RootElement.GetProperty("provider").GetString());
        Assert.StartsWith("N", json.RootElement.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("one two", json.RootElement.GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ModelThatDrivesTerminals_DoesNot()
    {
        var result = await _box.RunAsync("ask", "-m", "evil", "hi");

        Assert.Equal("red and white\n", result.Output);
    }

    [Fact]
    public async Task Ask_ProviderFails_IsOneLineOnTheErrorStream()
    {
        var result = await _box.RunAsync("ask", "-m", "fail", "hi");

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.StartsWith("parley: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));

        result = await _box.RunAsync("ask", "--json", "-m", "fail", "hi");
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(1, result.Code);
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Ask_ReaderLeaves_EndsQuietly()
    {
        var result = await _box.RunShellAsync("parley ask -m endless hi </dev/null | head -1; echo ${PIPESTATUS[0]}");

        Assert.Equal(("again and again\n0\n", ""), (result.Output, result.Error));
    }

    [Fact]
    public async Task Ask_IntoFileTwice_AppendsBoth()
    {
        await _box.RunShellAsync("(parley ask one; parley ask two) </dev/null >out.txt");

        Assert.Equal("You said: one\nYou said: two\n", await File.ReadAllTextAsync(Path.Combine(_box.Directory, "out.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ask_CtrlCInTerminal_KeepsThePartAndExits130()
    {
        await using var terminal = _box.OpenTerminal("ask", "-m", "hold", "hi");
        await terminal.SeeAsync("one two");
        await terminal.TypeAsync("\u0003");

        Assert.Equal(130, await terminal.EndAsync());
        Assert.Contains("Stopped; what was written is kept.", terminal.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NoColor_SendsNoControlCodes()
    {
        await using var terminal = _box.With("NO_COLOR", "1").OpenTerminal("ask", "hi");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Contains("You said: hi", terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', terminal.Shown);
    }

    [Theory]
    [InlineData(2, "A question is needed", "ask")]
    [InlineData(2, "-t takes a number from 0 to 2", "ask", "-t", "9", "hi")]
    [InlineData(2, "There is no option --bogus", "ask", "--bogus", "hi")]
    [InlineData(2, "There is no provider named 'bogus'", "ask", "-p", "bogus", "hi")]
    [InlineData(1, "ANTHROPIC_API_KEY", "ask", "-p", "anthropic", "hi")]
    public async Task Ask_WrongCommandLine_SaysWhatIsRight(int code, string says, params string[] args)
    {
        var result = await _box.RunAsync(args);

        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Ask_TooLong_NamesTheLimit()
    {
        var result = await _box.RunWithInputAsync(new string('x', 150_000), "ask", "hi");

        Assert.Equal(1, result.Code);
        Assert.Contains("100,000 characters", result.Error, StringComparison.Ordinal);
    }
}
