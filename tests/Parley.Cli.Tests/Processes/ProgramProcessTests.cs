namespace Parley.Cli.Tests.Processes;

public sealed class ProgramProcessTests(FakeModelServer model) : IClassFixture<FakeModelServer>
{
    [Fact]
    public async Task Version_IsPrinted()
    {
        using var box = new ParleyBox(null);

        Assert.Matches(@"^parley \d+\.\d+\.\d+\n$", (await box.RunAsync("--version")).Output);
    }

    [Theory, InlineData("parley doctor"), InlineData("Usage:", "--help"), InlineData("| jq", "ask", "--help"), InlineData("Ctrl-C", "chat", "-h")]
    public async Task Help_ShowsExamples(string says, params string[] args)
    {
        using var box = new ParleyBox(null);
        var result = await box.RunAsync(args);

        Assert.Equal(0, result.Code);
        Assert.Contains(says, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_AllWell_SaysSoAndCreatesNothing()
    {
        using var box = new ParleyBox(model.Url);
        var result = await box.RunAsync("doctor");

        Assert.Equal(0, result.Code);
        Assert.Matches(@"ok +openai +reachable, 2 models, default echo\n", result.Output);
        Assert.Matches(@"- +anthropic +not set up; to use it, set ANTHROPIC_API_KEY\n", result.Output);
        Assert.False(Directory.Exists(box.DataDirectory));
    }

    [Fact]
    public async Task Doctor_ReaderLeaves_EndsQuietly()
    {
        using var box = new ParleyBox(model.Url);
        var result = await box.RunShellAsync("parley doctor | head -1; echo ${PIPESTATUS[0]}");

        Assert.EndsWith("\n0\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Doctor_ProviderAndDatabaseAway_FailsWithWhatToDo()
    {
        // Nothing listens on port 1.
        using var box = new ParleyBox("http://127.0.0.1:1/v1").With("DATABASE_URL", "postgresql://u:secret-word@127.0.0.1:1/x").With("DEFAULT_PROVIDER", "anthropic");
        var result = await box.RunAsync("doctor");

        Assert.Equal(1, result.Code);
        Assert.Matches(@"failed +openai ", result.Output);
        Assert.Matches(@"failed +database .*DATABASE_URL", result.Output);
        Assert.Matches(@"failed +default .*ANTHROPIC_API_KEY", result.Output);
        Assert.DoesNotContain("secret-word", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongSetting_IsNamedOnceAndWithoutStack()
    {
        using var box = new ParleyBox(null);
        await File.WriteAllTextAsync(Path.Combine(box.Directory, ".env"), "APP_PORT=many\n", TestContext.Current.CancellationToken);

        foreach (var command in new[] { "doctor", "chat" })
        {
            var result = await box.RunAsync(command);
            Assert.Equal(1, result.Code);
            Assert.Contains("APP_PORT: 'many'", result.Output + result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Chat_WithoutAnyKey_AnswersOfflineAndSaysHowToConnectAModel()
    {
        using var box = new ParleyBox(null);
        await using var terminal = box.OpenTerminal("chat");
        await terminal.SeeAsync("offline/");
        await terminal.SeeAsync("OPENAI_API_KEY");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("hello\r");
        await terminal.SeeAsync("written");
        await terminal.SeePromptAsync();
        await terminal.TypeAsync("quit\r");

        Assert.Equal(0, await terminal.EndAsync());
    }
}
