namespace Parley.Cli.Tests.Processes;

public sealed class ChatProcessTests(FakeModelServer model) : IClassFixture<FakeModelServer>, IDisposable
{
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";
    private const string Up = "\e[A";
    private const string Left = "\e[D";

    private readonly ParleyBox _box = new(model.Url);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Chat_CtrlCDuringAnswer_StopsTheAnswerAndNotTheProgram()
    {
        await using var terminal = _box.OpenTerminal("chat", "--model", "hold");
        await terminal.SeeAsync("openai/hold answers");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("hello\r");
        await terminal.SeeAsync("one two");
        await terminal.TypeAsync(CtrlC);
        await terminal.SeeAsync("Stopped; what was written is kept.");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("/model echo\r");
        await terminal.SeeAsync("openai/echo answers.");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("/history\r");
        await terminal.SeeAsync("(stopped)");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("still there?\r");
        await terminal.SeeAsync("You said: still there?");
        await terminal.SeeAsync("11 tokens read, 22 written");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync(CtrlD);

        Assert.Equal(0, await terminal.EndAsync());
    }

    [Fact]
    public async Task Chat_CtrlCAtThePrompt_SaysHowToLeaveAndThenLeaves()
    {
        await using var terminal = _box.OpenTerminal("chat");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("half a line");
        await terminal.SeeAsync("half a line");
        await terminal.TypeAsync(CtrlC);
        await terminal.SeePromptAsync();
        await terminal.TypeAsync(CtrlC);
        await terminal.SeeAsync("press Ctrl-C again");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync(CtrlC);

        Assert.Equal(130, await terminal.EndAsync());
    }

    [Fact]
    public async Task Chat_Editing_ChangesWhatIsSent()
    {
        await using var terminal = _box.OpenTerminal("chat");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync($"sed{Left}{Left}p{Left}\u007fe\u0005 日本x\u007f\\\r");
        await terminal.SeeAsync("| ");
        await terminal.TypeAsync("second\r");
        await terminal.SeeAsync("written");

        Assert.Equal("eped 日本\nsecond", Sent());
    }

    [Fact]
    public async Task Chat_Paste_IsOneMessage()
    {
        await using var terminal = _box.OpenTerminal("chat");
        await terminal.SeeAsync("\e[?2004h");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("\e[200~pasted one\rpasted two\e[201~\r");
        await terminal.SeeAsync("written");

        Assert.Equal("pasted one\npasted two", Sent());
    }

    [Fact]
    public async Task Chat_History_IsKeptOverSessions()
    {
        await using (var first = _box.OpenTerminal("chat"))
        {
            await first.SeePromptAsync();
            await first.TypeAsync("remember this\r");
            await first.SeeAsync("written");
            await first.SeePromptAsync();
            await first.TypeAsync("exit\r");
            Assert.Equal(0, await first.EndAsync());
        }

        await using var second = _box.OpenTerminal("chat", "--continue");
        await second.SeeAsync("Going on with: remember this");
        await second.SeePromptAsync();
        await second.TypeAsync(Up + Up + "!\r");
        await second.SeeAsync("You said: remember this!");
    }

    [Fact]
    public async Task Chat_ToldToTerminate_LeavesTheTerminalClean()
    {
        await using var terminal = _box.OpenTerminal("chat");
        await terminal.SeePromptAsync();
        await terminal.SignalAsync("TERM");

        Assert.Equal(143, await terminal.EndAsync());
        Assert.True(terminal.Shown.LastIndexOf("\e[?2004l", StringComparison.Ordinal) > terminal.Shown.LastIndexOf("\e[?2004h", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.Combine(_box.DataDirectory, "nodes")));
    }

    [Fact]
    public async Task Chat_Piped_AnswersToTheOutputAndTheRestBeside()
    {
        var result = await _box.RunWithInputAsync("hello\n/export out.md\n/export out.md\n/bogus\n/retry\n\"\"\"\na\n\nb\n\"\"\"\nexit\nnever\n", "chat");

        Assert.Equal((0, "You said: hello\nYou said: hello\nYou said: a\n\nb\n"), (result.Code, result.Output));
        Assert.Contains("out.md exists already", result.Error, StringComparison.Ordinal);
        Assert.Contains("There is no command /bogus", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Error);
        Assert.StartsWith("# hello\n", await File.ReadAllTextAsync(Path.Combine(_box.Directory, "out.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_Commands_ListOpenAndBeginConversations()
    {
        var result = await _box.RunWithInputAsync("first\n/new\nsecond\n/list\n/open 2\n/help\n/models\n/open 7\n", "chat");

        Assert.Equal(0, result.Code);
        Assert.Matches(@"\*  1  \S+ \S+  second\n   2  \S+ \S+  first\n", result.Output);
        Assert.Contains("/export [file.md|file.json] [--force]", result.Output, StringComparison.Ordinal);
        Assert.Contains("* openai/echo\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Going on with: first", result.Error, StringComparison.Ordinal);
        Assert.Contains("There is no conversation 7", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_LastAnswerFailed_TellsTheScript()
    {
        var result = await _box.RunWithInputAsync("hello\n", "chat", "-m", "fail");

        Assert.Equal((1, ""), (result.Code, result.Output));
    }

    [Fact]
    public async Task Chat_UnknownConversation_IsSaid()
    {
        var result = await _box.RunAsync("chat", "--conversation", "conv_nonsense");

        Assert.Equal(1, result.Code);
        Assert.Contains("There is no conversation 'conv_nonsense'", result.Error, StringComparison.Ordinal);
    }

    private string Sent() => model.Messages.Last();
}
