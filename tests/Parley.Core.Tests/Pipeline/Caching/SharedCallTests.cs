using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Models;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Calls;
using Parley.Testing;

namespace Parley.Core.Tests.Pipeline.Caching;

/// <summary>Equal requests at the same time. The model speaks when the test says so.</summary>
public sealed class SharedCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Ask_FiftyAtOnce_OneCallAndOneIsCharged(bool streaming)
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        var calls = Enumerable.Range(0, 50).Select(_ => bench.Call()).ToList();

        var asked = calls.Select(call => bench.Client.SendAsync("Same", streaming, call, TestContext.Current.CancellationToken)).ToList();
        model.Say("one ", "two");
        model.Finish();
        var answers = await Task.WhenAll(asked).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Single(bench.Model.Requests);
        Assert.All(answers, answer => Assert.Equal("one two", answer.Text));
        Assert.Equal(49, calls.Count(call => call.Report.Cache == CacheOutcome.Shared));
        Assert.Equal(1, calls.Count(call => call.Report.Cache == CacheOutcome.Miss));
        Assert.Equal(5, answers.Sum(answer => answer.Usage!.OutputTokenCount));
        Assert.Equal(0, bench.Caches.Flights.Count);
        Assert.Equal(CacheOutcome.Exact, (await bench.AskAsync("Same", streaming)).Outcome);
    }

    [Fact]
    public async Task Ask_LateCaller_ReadsFromTheStart()
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        await using var first = Open(bench, TestContext.Current.CancellationToken);
        model.Say("one ");
        await first.MoveNextAsync();
        await using var late = Open(bench, TestContext.Current.CancellationToken);

        Assert.True(await late.MoveNextAsync());
        Assert.Equal(CacheOutcome.Shared, Assert.IsType<CacheHitContent>(late.Current.Contents[0]).Outcome);
        Assert.Equal("one ", late.Current.Text);
        model.Finish();
    }

    [Fact]
    public async Task Leave_OneOfTwo_TheOtherGoesOn()
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        var leader = Open(bench, TestContext.Current.CancellationToken);
        model.Say("one ");
        await leader.MoveNextAsync();
        await using var other = Open(bench, TestContext.Current.CancellationToken);
        await other.MoveNextAsync();

        await leader.DisposeAsync();
        model.Say("two");
        model.Finish();

        Assert.True(await other.MoveNextAsync());
        Assert.Equal("two", other.Current.Text);
        Assert.False(model.HungUp.IsCancellationRequested);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Leave_LastOne_HangsUpAtOnce(bool byToken)
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        using var stop = new CancellationTokenSource();
        var reader = Open(bench, stop.Token);
        model.Say("one ");
        await reader.MoveNextAsync();

        if (byToken)
        {
            var waiting = reader.MoveNextAsync().AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
        }

        await reader.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(model.HungUp.IsCancellationRequested);
        Assert.Equal(0, bench.Caches.Flights.Count);
    }

    [Fact]
    public async Task Ask_ModelFails_AllLearnIt()
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        var asked = Enumerable.Range(0, 10).Select(_ => bench.AskAsync("Same")).ToList();

        model.Say("half");
        model.Fail(new ModelException(ModelErrorKind.Unavailable, "fake", "down"));
        var failures = await Task.WhenAll(asked.Select(ask => Record.ExceptionAsync(() => ask.WaitAsync(Patience, TestContext.Current.CancellationToken)).AsTask()));

        Assert.All(failures, failure => Assert.IsType<ModelException>(failure));
        Assert.Single(bench.Model.Requests);
        Assert.Equal(0, bench.Caches.Flights.Count);
    }

    [Fact]
    public async Task Ask_LeaderIsRefused_OthersCallForThemselves()
    {
        using var bench = new CacheBench();
        var model = new Speaker(bench);
        var asked = Enumerable.Range(0, 3).Select(_ => bench.AskAsync("Same")).ToList();
        bench.Model.Answer("for me");

        model.Fail(new AppException(ErrorCode.RateLimitExceeded, "The budget is spent."));

        await Assert.ThrowsAsync<AppException>(() => asked[0].WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(("for me", CacheOutcome.Miss), await asked[1].WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal("for me", (await asked[2]).Text);
    }

    [Fact]
    public async Task Ask_LongerThanTheBuffer_HoldsTheModelUpAndLetsNobodyJoin()
    {
        using var bench = new CacheBench(options => options.MaxSharedBytes = 4096);
        var (produced, read, lead) = (0, 0, 0);
        var isFull = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Model.Then((_, stop) => Words(stop)).Answer("my own");
        await using var slow = Open(bench, TestContext.Current.CancellationToken);
        await slow.MoveNextAsync();
        read++;
        await isFull.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(("my own", CacheOutcome.Miss), await bench.AskAsync("Same"));
        while (await slow.MoveNextAsync())
        {
            read++;
        }

        Assert.Equal(500, read);
        Assert.InRange(lead, 10, 20);

        async IAsyncEnumerable<ChatResponseUpdate> Words([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            for (; produced < 500; produced++)
            {
                await Task.Yield();
                stop.ThrowIfCancellationRequested();
                lead = Math.Max(lead, produced - Volatile.Read(ref read));
                if (produced == 15)
                {
                    isFull.SetResult();
                }

                yield return new ChatResponseUpdate(ChatRole.Assistant, "0123456789");
            }
        }
    }

    [Fact]
    public async Task Ask_AtRandom_EveryReaderThatStaysGetsTheWholeAnswer()
    {
        using var bench = new CacheBench(options => { options.Ttl = TimeSpan.FromSeconds(1); options.MaxSharedBytes = 4096; });
        bench.Model.Then((_, _) => Numbers());
        var whole = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i} "));
        var random = new Random(20261121);
        for (var round = 0; round < 60; round++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(2));
            var readers = Enumerable.Range(0, 8).Select(_ => random.Next(3) == 0 ? random.Next(1, 30) : int.MaxValue).ToList();
            var texts = await Task.WhenAll(readers.Select(limit => Task.Run(() => ReadAsync(bench, limit)))).WaitAsync(Patience, TestContext.Current.CancellationToken);

            Assert.All(texts, text => Assert.StartsWith(text, whole, StringComparison.Ordinal));
            Assert.All(texts.Zip(readers).Where(pair => pair.Second == int.MaxValue), pair => Assert.Equal(whole, pair.First));
            Assert.Equal(0, bench.Caches.Flights.Count);
        }

        static async IAsyncEnumerable<ChatResponseUpdate> Numbers()
        {
            for (var i = 0; i < 40; i++)
            {
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, $"{i} ") { FinishReason = i == 39 ? ChatFinishReason.Stop : null };
            }
        }
    }

    private static async Task<string> ReadAsync(CacheBench bench, int limit)
    {
        var text = "";
        await foreach (var update in bench.Client.GetStreamingResponseAsync([new(ChatRole.User, "Same")], bench.Call(), TestContext.Current.CancellationToken))
        {
            text += update.Text;
            if (--limit == 0)
            {
                break;
            }
        }

        return text;
    }

    private static IAsyncEnumerator<ChatResponseUpdate> Open(CacheBench bench, CancellationToken cancellationToken) =>
        bench.Client.GetStreamingResponseAsync([new(ChatRole.User, "Same")], bench.Call(), cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>The first answer of the bench's model, spoken by the test.</summary>
    private sealed class Speaker
    {
        private readonly Channel<ChatResponseUpdate> _words = Channel.CreateUnbounded<ChatResponseUpdate>();

        public Speaker(CacheBench bench) => bench.Model.Then((_, stop) =>
        {
            HungUp = stop;
            return _words.Reader.ReadAllAsync(stop);
        });

        public CancellationToken HungUp { get; private set; }

        public void Say(params string[] words)
        {
            foreach (var word in words)
            {
                _words.Writer.TryWrite(new(ChatRole.Assistant, word));
            }
        }

        public void Finish()
        {
            var usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 5 };
            _words.Writer.TryWrite(new(ChatRole.Assistant, [new UsageContent(usage)]) { FinishReason = ChatFinishReason.Stop });
            _words.Writer.TryComplete();
        }

        public void Fail(Exception error) => _words.Writer.TryComplete(error);
    }
}
