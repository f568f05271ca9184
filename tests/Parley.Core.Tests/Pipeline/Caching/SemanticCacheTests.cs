using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Models;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Caching.Semantic;
using Parley.Pipeline.Calls;
using Parley.Testing;

namespace Parley.Core.Tests.Pipeline.Caching;

public sealed class SemanticCacheTests
{
    private static readonly Action<SemanticCacheOptions> On = options => options.Enabled = true;
    private static readonly Action<SemanticCacheOptions> ByProvider = On + (options => options.Embedding = QuestionEmbedding.Provider);

    [Fact]
    public async Task Ask_LikeQuestion_GetsTheAnswerAndTheLikeness()
    {
        using var bench = new CacheBench(semantic: On);
        bench.Model.Answer("Paris.");
        await bench.AskAsync("What is the capital of France?", call: bench.Call(temperature: null));
        var call = bench.Call(temperature: null);

        var (updates, _) = await bench.Client.GetStreamingResponseAsync(
            [new(ChatRole.User, "what's the capital of France")], call, TestContext.Current.CancellationToken).CollectAsync();

        Assert.Equal(CacheOutcome.Semantic, call.Report.Cache);
        Assert.InRange(Assert.IsType<CacheHitContent>(updates[0].Contents[0]).Similarity!.Value, 0.8, 1);
        Assert.Equal("Paris.", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task Ask_Off_FindsNothingAlike()
    {
        using var bench = new CacheBench();
        await bench.AskAsync("What is the capital of France?");

        Assert.Equal(CacheOutcome.Miss, (await bench.AskAsync("what is the capital of France")).Outcome);
    }

    [Fact]
    public async Task Ask_OtherEarlierMessages_FindsNothing()
    {
        using var bench = new CacheBench(semantic: On);
        await SayAsync("You are a pirate.");

        Assert.Equal(CacheOutcome.Miss, (await SayAsync("You are a judge.")).Report.Cache);
        Assert.Equal(CacheOutcome.Semantic, (await SayAsync("You are a judge.")).Report.Cache);

        async Task<ModelCallOptions> SayAsync(string system)
        {
            var call = bench.Call(temperature: 1);
            await bench.Client.SendAsync([new(ChatRole.System, system), new(ChatRole.User, "Who are you?")], true, call, TestContext.Current.CancellationToken);
            return call;
        }
    }

    [Fact]
    public async Task Ask_AfterTtl_FindsNothing()
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.Off, On);
        await bench.AskAsync("What is the capital of France?");

        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(CacheOutcome.Miss, (await bench.AskAsync("What is the capital of France?")).Outcome);
    }

    [Fact]
    public async Task Ask_Refresh_ReplacesTheAnswer()
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.Off, On);
        bench.Model.Answer("old").Answer("new");
        await bench.AskAsync("Same?");
        await bench.AskAsync("Same?", call: bench.Call(use: CacheUse.Refresh));

        Assert.Equal(("new", CacheOutcome.Semantic), await bench.AskAsync("Same?"));
    }

    [Fact]
    public async Task Ask_ManyQuestions_KeepsTheNewestOfAPartitionAndToTheBytes()
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.Off, options => (options.Enabled, options.MaxEntriesPerPartition, options.MaxBytes) = (true, 10, 64 * 1024));
        for (var i = 0; i < 40; i++)
        {
            await bench.AskAsync($"What is {i}?");
            await bench.AskAsync($"What is {i}?", call: bench.Call(new(Guid.NewGuid(), Guid.NewGuid())));
            Assert.InRange(bench.Semantic.Bytes, 1, 64 * 1024);
        }

        Assert.Equal(CacheOutcome.Semantic, (await bench.AskAsync("What is 39?")).Outcome);
        Assert.Equal(CacheOutcome.Miss, (await bench.AskAsync("What is 3?")).Outcome);
    }

    [Theory, InlineData("fails"), InlineData("hangs"), InlineData("zero"), InlineData("none")]
    public async Task Ask_NoVector_AnswersAsIfThereWereNoCache(string how)
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.Off, ByProvider) { Provider = new EmbeddingProvider(how) };
        bench.Model.Answer("one").Answer("two");
        var first = bench.AskAsync("Same?");
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await first;
        var second = bench.AskAsync("Same?");
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("two", CacheOutcome.Miss), await second.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ask_ProviderHasEmbeddings_UsesThem()
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.Off, ByProvider) { Provider = new EmbeddingProvider("works") };
        await bench.AskAsync("how do i get to the airport");

        Assert.Equal(CacheOutcome.Semantic, (await bench.AskAsync("how do i reach the airport")).Outcome);
    }

    /// <summary>
    /// Two tenants with two users each, two of whom share their rights, ask near-same questions at a threshold where
    /// nearly everything is alike. An answer names whom it was given to.
    /// </summary>
    [Fact]
    public async Task Ask_TenThousandAtRandom_NobodyGetsWhatTheyMayNotRead()
    {
        using var bench = new CacheBench(options => options.Exact = ExactCacheMode.All, options => (options.Enabled, options.Threshold) = (true, 0.1));
        bench.Model.Then((request, _) => For(ModelCallOptions.Of(request.Options)));
        var tenants = new[] { Guid.NewGuid(), Guid.NewGuid() };
        var people = (from tenant in tenants from user in Enumerable.Range(0, 3) select new Caller(tenant, Guid.NewGuid())).ToList();
        var random = new Random(20261121);
        var outcomes = new Dictionary<CacheOutcome, int>();
        for (var trial = 0; trial < 10_000; trial++)
        {
            var who = random.Next(people.Count);

            // The first two of each tenant may read the same; the third says nothing of rights. Both tenants call them alike.
            var rights = who % 3 < 2 ? $"staff-{random.Next(2)}" : null;
            var question = $"{(random.Next(2) == 0 ? "what" : "which")} secret colour {(random.Next(2) == 0 ? "is it" : "was it")} please {new string('!', random.Next(3))}";
            var (text, outcome) = await bench.AskAsync(question, call: bench.Call(people[who], rights: rights));

            Assert.Equal($"{people[who].TenantId} {rights ?? people[who].UserId.ToString()}", text);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (random.Next(50) == 0)
            {
                bench.Time.Advance(TimeSpan.FromMinutes(random.Next(70)));
            }
        }

        // It could have failed: nearly all were answered from memory, most by likeness.
        Assert.True(outcomes[CacheOutcome.Exact] > 200, string.Join(' ', outcomes));
        Assert.True(outcomes[CacheOutcome.Semantic] > 5000, string.Join(' ', outcomes));

        static async IAsyncEnumerable<ChatResponseUpdate> For(ModelCallOptions call)
        {
            await Task.CompletedTask;
            yield return new(ChatRole.Assistant, $"{call.Caller.TenantId} {call.Rights ?? call.Caller.UserId.ToString()}") { FinishReason = ChatFinishReason.Stop };
        }
    }

    private sealed class EmbeddingProvider(string how) : IModelProvider, IEmbeddingGenerator<string, Embedding<float>>
    {
        public string Name => "vectors";

        public string DisplayName => "Vectors";

        public bool IsConfigured => true;

        public string DefaultModel => "script-1";

        public IChatClient ChatClient => throw new NotSupportedException();

        public IEmbeddingGenerator<string, Embedding<float>> EmbeddingGenerator => this;

        public string DefaultEmbeddingModel => "vector-1";

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Assert.Equal("vector-1", options?.ModelId);
            switch (how)
            {
                case "fails":
                    throw new ModelException(ModelErrorKind.Unavailable, Name, "down");
                case "hangs":
                    await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
                    break;
                case "none":
                    return [];
            }

            return [new Embedding<float>(how == "zero" ? new float[3] : [1f, 2f, 3f])];
        }

        public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
