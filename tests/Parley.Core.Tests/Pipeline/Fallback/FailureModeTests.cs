using FakeLlm;
using Parley.Chat;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Pipeline.Fallback;

/// <summary>
/// Every way in which the fake providers fail, alone and in chains of three, through the whole product: the client gets an
/// answer or one clear error, never a part of an answer that claims to be all of it.
/// </summary>
public sealed class FailureModeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Tokens = 12;
    private const string Ok = "ok-12x0";

    /// <summary>Those that may pass: called three times before the first token, once after it.</summary>
    private static readonly Dictionary<string, int> CallsByMode = new()
    {
        ["fail-500"] = 3, ["fail-503-0"] = 3, ["fail-529-0"] = 3, ["fail-429-0"] = 3, ["reset"] = 3, ["hang"] = 3, ["bigline"] = 3,
        ["fail-401"] = 1, ["fail-404"] = 1, ["fail-429-3600"] = 1,
        ["hang-mid-4"] = 1, ["reset-mid-4"] = 1, ["truncate-mid-4"] = 1, ["malformed-4"] = 1, ["error-mid-4"] = 1,
        ["fail-400"] = 1, ["context"] = 1, ["blocked"] = 1, ["leak"] = 1, ["empty"] = 1,
    };

    /// <summary>The request itself is at fault: no other model is asked.</summary>
    private static readonly HashSet<string> Final = ["fail-400", "blocked", "leak", "context", "empty"];

    private readonly List<FakeLlmServer> _fakes = [];

    public static TheoryData<string> Modes => [.. CallsByMode.Keys];

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            _fakes.Add(await FakeLlmServer.StartAsync(new FakeLlmOptions { Port = 0, Tokens = Tokens, Record = 10 }, TestContext.Current.CancellationToken));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fake in _fakes)
        {
            await fake.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Alone_EveryMode_IsOneClearErrorAfterAsManyCallsAsConfigured(string mode)
    {
        await using var parley = await StartAsync(chain: null, mode);

        var answer = await AskAsync(parley, mode);

        Assert.NotNull(answer.Problem);
        Assert.InRange(answer.Problem.Detail.Length, 20, 800);
        Assert.Equal(CallsByMode[mode], _fakes[0].Stats.Requests);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task WithASecond_EveryMode_IsServedByItOrIsFinal(string mode)
    {
        await using var parley = await StartAsync($"anthropic/{Ok}", mode);

        var answer = await AskAsync(parley, mode);

        Assert.Equal(CallsByMode[mode], _fakes[0].Stats.Requests);
        Assert.Equal(Final.Contains(mode) ? 0 : 1, _fakes[1].Stats.Requests);
        if (Final.Contains(mode))
        {
            Assert.NotNull(answer.Problem);
            return;
        }

        Assert.Equal(("anthropic", Ok, "stop"), (answer.Completed!.Provider, answer.Completed.Model, answer.Completed.FinishReason));
        Assert.EndsWith(FakeLlmServer.Text(Tokens), answer.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChainsOfThree_DrawnAtRandom_NeverEndInATruncatedSuccess()
    {
        var random = new Random(20261121);
        string[] modes = [.. CallsByMode.Keys.Except(Final), Ok, Ok];
        for (var round = 0; round < 24; round++)
        {
            var drawn = Enumerable.Range(0, 3).Select(_ => modes[random.Next(modes.Length)]).ToArray();
            var before = _fakes.ConvertAll(fake => fake.Stats.Requests);
            await using var parley = await StartAsync($"anthropic/{drawn[1]}, ollama/{drawn[2]}", drawn);

            var answer = await AskAsync(parley, drawn[0]);

            var served = Array.IndexOf(drawn, Ok);
            var calls = drawn.Select((mode, i) => served >= 0 && i > served ? 0 : mode == Ok ? 1 : CallsByMode[mode]);
            Assert.Equal(calls, _fakes.Select((fake, i) => (int)(fake.Stats.Requests - before[i])));
            if (served < 0)
            {
                Assert.True(answer.Problem is not null, string.Join(" → ", drawn));
                continue;
            }

            Assert.Equal("stop", answer.Completed?.FinishReason);
            Assert.EndsWith(FakeLlmServer.Text(Tokens), answer.Content, StringComparison.Ordinal);
            Assert.Equal(drawn.Take(served).Any(mode => mode.Contains("-mid-", StringComparison.Ordinal) || mode.StartsWith("malformed", StringComparison.Ordinal)),
                answer.Content.Length > FakeLlmServer.Text(Tokens).Length);
        }
    }

    [Fact]
    public async Task MidStream_NextCannotContinue_RestartsAndSaysSo()
    {
        await using var parley = await StartAsync("offline");
        var events = new List<TurnEvent>();

        var turn = await parley.SendAsync(new TurnRequest { Message = "What is 2 + 2?", Provider = "openai", Model = "reset-mid-4" });
        var answer = await TurnAnswer.ReadAsync(turn, events.Add, TestContext.Current.CancellationToken);

        Assert.Equal("offline", answer.Completed!.Provider);
        Assert.DoesNotContain(FakeLlmServer.Text(1), answer.Content, StringComparison.Ordinal);
        var failover = Assert.Single(events, item => item.Kind is TurnEventKind.Failover);
        Assert.Contains("\"mode\":\"restart\"", failover.Payload, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"unavailable\"", failover.Payload, StringComparison.Ordinal);
        Assert.Contains(events, item => item.Kind is TurnEventKind.Token && item.Sequence < failover.Sequence);
        var stored = await parley.AsAsync(Parley.Identity.Caller.Local, async db => await db.Messages.FindAsync([turn.AnswerId], TestContext.Current.CancellationToken));
        Assert.Equal(answer.Content, stored!.Content);
    }

    [Fact]
    public async Task Link_OwnParameters_AreSent()
    {
        await using var parley = await StartAsync($"anthropic/{Ok}?temperature=0.25&max_tokens=77");

        var turn = await parley.SendAsync(new TurnRequest { Message = "Hello", Provider = "openai", Model = "fail-500", Temperature = 1.5, MaxTokens = 900 });
        await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);

        Assert.Contains("\"temperature\":1.5", _fakes[0].Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"temperature\":0.25", _fakes[1].Requests[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"max_tokens\":77", _fakes[1].Requests[^1].Body, StringComparison.Ordinal);
    }

    private static async Task<TurnAnswer> AskAsync(TestParley parley, string model)
    {
        var turn = await parley.SendAsync(new TurnRequest { Message = "Hello", Provider = "openai", Model = model });
        return await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);
    }

    // Real time: only what hangs is waited for to the end, and whatever else stalls with the machine is no time-out.
    private static string Patience(string[] modes) =>
        modes.Any(mode => mode.StartsWith("hang", StringComparison.Ordinal)) ? "00:00:03" : "00:00:30";

    private Task<TestParley> StartAsync(string? chain, params string[] modes) => TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: new()
    {
        ["Providers:OpenAI:BaseUrl"] = new Uri(_fakes[0].BaseUrl, "/v1").ToString(),
        ["Providers:Anthropic:BaseUrl"] = _fakes[1].BaseUrl.ToString(),
        ["Providers:Anthropic:ApiKey"] = "key",
        ["Providers:Ollama:BaseUrl"] = _fakes[2].BaseUrl.ToString(),
        ["Fallback:Chain"] = chain,
        ["Retries:Delay"] = "00:00:00.001",
        ["Timeouts:FirstToken"] = Patience(modes),
        ["Timeouts:BetweenTokens"] = Patience(modes),
        ["Breakers:Failures"] = "100",
    });
}
