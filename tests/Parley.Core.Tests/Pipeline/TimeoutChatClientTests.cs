using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Models;
using Parley.Pipeline;
using Parley.Pipeline.Resilience;
using Parley.Testing;
using Xunit;

namespace Parley.Core.Tests.Pipeline;

public sealed class TimeoutChatClientTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeChatClient _model = new();
    private readonly ServiceProvider _services;

    public TimeoutChatClientTests() => _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task Send_WholeAnswerTooLate_NamesTheTotal()
    {
        _model.Hang();

        var answer = Client().GetResponseAsync("Hello", cancellationToken: CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(60));

        var error = await Assert.ThrowsAsync<ModelException>(() => answer);
        Assert.Equal(ModelErrorKind.Timeout, error.Kind);
        Assert.Equal("fake", error.Provider);
        Assert.Contains("60 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("LLM_TIMEOUT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_NoFirstToken_NamesIt()
    {
        _model.Hang();

        var next = Start(Client()).MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<ModelException>(() => next);
        Assert.Contains("time to the first token", error.Message, StringComparison.Ordinal);
        Assert.Contains("60 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_StopsBetweenTokens_NamesItExactlyWhenDue()
    {
        _model.Hang("one two");
        await using var stream = Start(Client());
        await stream.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        await stream.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(5));

        var next = stream.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<ModelException>(() => next);
        Assert.Contains("time between tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("30 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_LongButSteady_IsNoTimeout()
    {
        _model.Answer(string.Join(' ', Enumerable.Repeat("word", 50)));
        var words = 0;

        await foreach (var update in Client().GetStreamingResponseAsync("Hello", cancellationToken: CancellationToken))
        {
            words += update.Text.Length > 0 ? 1 : 0;
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(50, words);
    }

    [Fact]
    public async Task Stream_SlowReader_IsNoTimeout()
    {
        _model.Answer("one two three");
        await using var stream = Start(Client());
        await stream.MoveNextAsync();

        _time.Advance(TimeSpan.FromHours(2));

        Assert.True(await stream.MoveNextAsync());
    }

    [Fact]
    public async Task Stream_ManyTokens_SetsItsTimerOnlyWhenItFires()
    {
        var counting = new CountingTimeProvider();
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(counting).BuildServiceProvider();
        _model.Answer(string.Join(' ', Enumerable.Repeat("word", 1000)));

        await _model.AsBuilder().UseTimeout(new TimeoutOptions()).Build(services).SendAsync("Hello", streaming: true, cancellationToken: CancellationToken);

        // At the start and at the first token.
        Assert.Equal(2, counting.Changes);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CallerCancels_IsACancellation(bool streaming)
    {
        using var cancel = new CancellationTokenSource();
        _model.Hang();

        var answer = Client().SendAsync("Hello", streaming, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ModelFails_PassesTheFailureOn(bool streaming)
    {
        var failure = new ModelException(ModelErrorKind.RateLimited, "fake", "Wait.");
        _model.Throw(failure);

        Assert.Same(failure, await Assert.ThrowsAsync<ModelException>(() => Client().SendAsync("Hello", streaming, cancellationToken: CancellationToken)));
    }

    [Theory]
    [InlineData(60, 60, 30)]
    [InlineData(10, 10, 10)]
    [InlineData(300, 60, 30)]
    public void Options_OnlyTotalGiven_DeriveTheOthers(int total, int firstToken, int betweenTokens)
    {
        var options = new TimeoutOptions { Total = TimeSpan.FromSeconds(total) };

        Assert.Equal(TimeSpan.FromSeconds(firstToken), options.EffectiveFirstToken);
        Assert.Equal(TimeSpan.FromSeconds(betweenTokens), options.EffectiveBetweenTokens);
    }

    private static IAsyncEnumerator<ChatResponseUpdate> Start(IChatClient client) =>
        client.GetStreamingResponseAsync("Hello", cancellationToken: CancellationToken).GetAsyncEnumerator(CancellationToken);

    private IChatClient Client() => _model.AsBuilder().UseTimeout(new TimeoutOptions()).Build(_services);
}
