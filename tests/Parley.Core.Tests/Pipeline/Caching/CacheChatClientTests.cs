using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Calls;
using Parley.Testing;
using Parley.Testing.Models;

namespace Parley.Core.Tests.Pipeline.Caching;

public sealed class CacheChatClientTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Ask_SameAgain_AnswersFromMemoryAndChargesNothing(bool firstStreams, bool secondStreams)
    {
        using var bench = new CacheBench();
        bench.Model.Answer("It is Paris.");
        var first = await bench.AskAsync("Capital of France?", firstStreams);
        var call = bench.Call();

        var second = await bench.Client.SendAsync("Capital of France?", secondStreams, call, TestContext.Current.CancellationToken);

        Assert.Equal(("It is Paris.", CacheOutcome.Miss), first);
        Assert.Equal("It is Paris.", second.Text);
        Assert.Equal(CacheOutcome.Exact, call.Report.Cache);
        Assert.Equal(call.Model, call.Report.ServedBy);
        Assert.Equal(ChatFinishReason.Stop, second.FinishReason);
        Assert.Equal((0, 0), (second.Usage?.InputTokenCount, second.Usage?.OutputTokenCount));
        Assert.Single(bench.Model.Requests);
    }

    [Fact]
    public async Task Ask_Hit_SaysSoFirst()
    {
        using var bench = new CacheBench();
        await bench.AskAsync("Hello?");

        var (updates, failure) = await bench.Client.GetStreamingResponseAsync(
            [new(ChatRole.User, "Hello?")], bench.Call(), TestContext.Current.CancellationToken).CollectAsync();

        Assert.Null(failure);
        Assert.Equal(CacheOutcome.Exact, Assert.IsType<CacheHitContent>(updates[0].Contents[0]).Outcome);
        Assert.All(updates.Skip(1).SelectMany(update => update.Contents), content => Assert.IsNotType<CacheHitContent>(content));
    }

    [Fact]
    public async Task Ask_LongAnswer_ComesInPiecesThatKeepPairsTogether()
    {
        using var bench = new CacheBench();
        var text = "x" + string.Concat(Enumerable.Repeat("🙂", 1500));
        bench.Model.Answer(text);
        await bench.AskAsync("Smile");

        var (updates, _) = await bench.Client.GetStreamingResponseAsync(
            [new(ChatRole.User, "Smile")], bench.Call(), TestContext.Current.CancellationToken).CollectAsync();

        var pieces = updates.Select(update => update.Text).Where(piece => piece.Length > 0).ToList();
        Assert.Equal(3, pieces.Count);
        Assert.All(pieces, piece => Assert.False(char.IsHighSurrogate(piece[^1])));
        Assert.Equal(text, string.Concat(pieces));
    }

    public static TheoryData<string> Unfit => ["length", "filter", "tool", "failover", "other model", "annotation", "empty", "broken", "too long"];

    [Theory, MemberData(nameof(Unfit))]
    public async Task Ask_AnswerNotFitToKeep_AsksAgain(string why)
    {
        using var bench = new CacheBench(options => options.MaxEntryBytes = 1024);
        var other = new ModelSelection(bench.Provider, "other");
        var model = why switch
        {
            "length" => bench.Model.Answer("cut", ChatFinishReason.Length),
            "filter" => bench.Model.Answer("no", ChatFinishReason.ContentFilter),
            "tool" => bench.Model.Then((_, _) => Stream(new FunctionCallContent("1", "clock"), new FunctionResultContent("1", "noon"), new TextContent("noon"))),
            "failover" => bench.Model.Then((_, _) => Stream(
                new TextContent("a"), new FailoverContent { From = other, To = other, Restarts = true, Reason = ModelErrorKind.Timeout }, new TextContent("b"))),
            "annotation" => bench.Model.Then((_, _) => Stream(new TextContent("a") { Annotations = [new CitationAnnotation()] })),
            "empty" => bench.Model.Answer(""),
            "broken" => bench.Model.Throw(new ModelException(ModelErrorKind.Unavailable, "fake", "down"), "half of"),
            "too long" => bench.Model.Answer(new string('x', 600)),
            _ => bench.Model.Then((request, _) =>
            {
                ModelCallOptions.Of(request.Options).Report.ServedBy = other;
                return Stream(new TextContent("from another"));
            }),
        };

        await Record.ExceptionAsync(() => bench.AskAsync("Same"));
        await Record.ExceptionAsync(() => bench.AskAsync("Same"));

        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Ask_ReaderLeftBeforeTheEnd_KeepsNothing()
    {
        using var bench = new CacheBench();
        bench.Model.Hang("one two three").Answer("one two three four");
        await foreach (var _ in bench.Client.GetStreamingResponseAsync([new(ChatRole.User, "Count")], bench.Call(), TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Equal(("one two three four", CacheOutcome.Miss), await bench.AskAsync("Count"));
        Assert.Equal(2, bench.Model.Requests.Count);
    }

    [Theory]
    [InlineData(ExactCacheMode.Deterministic, 0f, true)]
    [InlineData(ExactCacheMode.Deterministic, 0.1f, false)]
    [InlineData(ExactCacheMode.Deterministic, null, false)]
    [InlineData(ExactCacheMode.All, null, true)]
    [InlineData(ExactCacheMode.Off, 0f, false)]
    public async Task Ask_Mode_DecidesWhatIsRemembered(ExactCacheMode mode, float? temperature, bool remembers)
    {
        using var bench = new CacheBench(options => options.Exact = mode);

        await bench.AskAsync("Same", call: bench.Call(temperature: temperature));
        var second = await bench.AskAsync("Same", call: bench.Call(temperature: temperature));

        Assert.Equal(remembers ? CacheOutcome.Exact : CacheOutcome.None, second.Outcome);
        Assert.Equal(remembers ? 1 : 2, bench.Model.Requests.Count);
    }

    [Fact]
    public async Task Ask_Refresh_AsksAnewAndRemembersThat()
    {
        using var bench = new CacheBench();
        bench.Model.Answer("old").Answer("new");
        await bench.AskAsync("Same");

        var refreshed = await bench.AskAsync("Same", call: bench.Call(use: CacheUse.Refresh));
        var third = await bench.AskAsync("Same");

        Assert.Equal(("new", CacheOutcome.None), refreshed);
        Assert.Equal(("new", CacheOutcome.Exact), third);
    }

    [Fact]
    public async Task Ask_UseNone_NeitherLooksNorRemembers()
    {
        using var bench = new CacheBench();
        bench.Model.Answer("one").Answer("two").Answer("three");
        await bench.AskAsync("Same", call: bench.Call(use: CacheUse.None));
        await bench.AskAsync("Same");

        Assert.Equal("three", (await bench.AskAsync("Same", call: bench.Call(use: CacheUse.None))).Text);
        Assert.Equal("two", (await bench.AskAsync("Same")).Text);
    }

    [Fact]
    public async Task Ask_AfterTtl_AsksAgain()
    {
        using var bench = new CacheBench(options => options.Ttl = TimeSpan.FromMinutes(10));
        await bench.AskAsync("Same");

        bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        var before = await bench.AskAsync("Same");
        bench.Time.Advance(TimeSpan.FromTicks(1));
        var after = await bench.AskAsync("Same");

        Assert.Equal((CacheOutcome.Exact, CacheOutcome.Miss), (before.Outcome, after.Outcome));
    }

    [Fact]
    public async Task PassThrough_NotCacheable_AllocatesNothingPerToken()
    {
        using var bench = new CacheBench();
        var plain = new Endless();
        var cached = new CacheChatClient(plain, bench.Caches);
        var call = bench.Call(temperature: 1);
        List<ChatMessage> messages = [new(ChatRole.User, "Go")];
        await ReadAsync(plain, messages, call, 100);
        await ReadAsync(cached, messages, call, 100);

        var few = await ReadAsync(cached, messages, call, 10) - await ReadAsync(plain, messages, call, 10);
        var many = await ReadAsync(cached, messages, call, 10_000) - await ReadAsync(plain, messages, call, 10_000);

        Assert.Equal(few, many);
    }

    private static async Task<long> ReadAsync(IChatClient client, List<ChatMessage> messages, ChatOptions options, int tokens)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await foreach (var _ in client.GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken))
        {
            if (--tokens == 0)
            {
                break;
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Stream(params AIContent[] contents)
    {
        await Task.Yield();
        foreach (var content in contents)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop };
    }

    /// <summary>The same update for ever, on the caller's thread.</summary>
    private sealed class Endless : IChatClient
    {
        private readonly ChatResponseUpdate _token = new(ChatRole.Assistant, "token");

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            while (true)
            {
                yield return _token;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
