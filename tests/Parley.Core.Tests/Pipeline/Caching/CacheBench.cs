using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Models;
using Parley.Operations;
using Parley.Pipeline;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Caching.Semantic;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Fallback;
using Parley.Pipeline.Resilience;
using Parley.Testing;
using Parley.Testing.Models;

namespace Parley.Core.Tests.Pipeline.Caching;

/// <summary>The caches around a scripted model, and calls to put through them.</summary>
internal sealed class CacheBench : IDisposable
{
    private readonly ServiceProvider _services;

    public CacheBench(Action<CacheOptions>? configure = null, Action<SemanticCacheOptions>? semantic = null)
    {
        _services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationManager()).AddLogging().AddMetrics().AddSingleton<TimeProvider>(Time).AddCaches()
            .AddSingleton(new EmbeddingCalls([], Options.Create(new RetryOptions { MaxAttempts = 1 }), Options.Create(new TimeoutOptions()), Time))
            .AddSingleton(NothingSet(Time))
            .Configure(configure ?? (_ => { })).Configure(semantic ?? (_ => { }))
            .BuildServiceProvider();
        Client = Model.AsBuilder().UseCache().Build(_services);
        Caches = _services.GetRequiredService<AnswerCaches>();
        Semantic = _services.GetRequiredService<SemanticCache>();
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeChatClient Model { get; } = new();

    public IModelProvider Provider { get; init; } = new ScriptedProvider();

    public IChatClient Client { get; }

    public AnswerCaches Caches { get; }

    public SemanticCache Semantic { get; }

    /// <summary>A call that the exact cache takes as it is configured by default.</summary>
    public ModelCallOptions Call(Caller? caller = null, float? temperature = 0, CacheUse use = CacheUse.Allowed, string? rights = null) =>
        new(caller ?? Caller.Local, "chat", new(Provider, "script-1")) { Temperature = temperature, CacheUse = use, Rights = rights };

    public async Task<(string Text, CacheOutcome Outcome)> AskAsync(string question, bool streaming = true, ModelCallOptions? call = null)
    {
        call ??= Call();
        var answer = await Client.SendAsync(question, streaming, call, TestContext.Current.CancellationToken);
        return (answer.Text, call.Report.Cache);
    }

    public void Dispose() => _services.Dispose();

    // Without a database: nobody reads or sets anything here.
    private static DegradationState NothingSet(TimeProvider clock) =>
        new(new OperatorSettings(null!, clock), null!, null!, Options.Create(new FallbackOptions()));
}
