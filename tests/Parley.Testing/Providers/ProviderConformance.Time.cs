using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Models;
using Parley.Pipeline;
using Parley.Pipeline.Resilience;
using Xunit;

namespace Parley.Testing;

// The clock is ours and moves only once the request is there: however busy the machine, nothing happens too early.
public abstract partial class ProviderConformance
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may take to arrive on a busy machine.</summary>
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How soon a connection must be closed. Half a second is usual; at two a handler that swallows the rest of an answer
    /// before it closes would pass.
    /// </summary>
    private protected static readonly TimeSpan Promptly = TimeSpan.FromSeconds(1.8);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("hang", false), InlineData("hang", true)]
    [InlineData("hang-mid-3", false)]
    [InlineData("slowloris-50", false), InlineData("slowloris-50", true)]
    public async Task Send_ModelFallsSilent_IsATimeoutAndTheConnectionIsClosed(string model, bool streaming)
    {
        var answer = Impatient().SendAsync("Hello", streaming, Model(model), CancellationToken);
        Assert.True(await Fake.WaitForRequestAsync(Patience, CancellationToken));

        _time.Advance(Limit);

        await FailsAsync(ModelErrorKind.Timeout, () => answer);
        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    [Fact]
    public async Task Stream_ModelFallsSilentBetweenTokens_IsATimeoutAndTheConnectionIsClosed()
    {
        await using var updates = Impatient().GetStreamingResponseAsync("Hello", Model("hang-mid-3"), CancellationToken)
            .GetAsyncEnumerator(CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await updates.MoveNextAsync());
        }

        var next = updates.MoveNextAsync().AsTask();
        _time.Advance(Limit);

        await FailsAsync(ModelErrorKind.Timeout, () => next);
        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    [Theory]
    [InlineData("hang", false), InlineData("hang", true)]
    [InlineData("hang-mid-3", false), InlineData("hang-mid-3", true)]
    public async Task Send_Cancelled_ClosesTheConnection(string model, bool streaming)
    {
        using var cancel = new CancellationTokenSource();

        var answer = Create().ChatClient.SendAsync("Hello", streaming, Model(model), cancel.Token);
        Assert.True(await Fake.WaitForRequestAsync(Patience, CancellationToken));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    [Fact]
    public async Task Stream_CancelledBetweenTokens_ClosesTheConnection()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Create().ChatClient.GetStreamingResponseAsync("Hello", Model("hang-mid-2"), cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });

        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    [Fact]
    public async Task Stream_LeftByItsReader_ClosesTheConnection()
    {
        await foreach (var update in Create().ChatClient.GetStreamingResponseAsync("Hello", Model("hang-mid-2"), CancellationToken))
        {
            if (update.Text.Length > 0)
            {
                break;
            }
        }

        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CancelledBefore_SendsNothing(bool streaming)
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Create().ChatClient.SendAsync("Hello", streaming, Model("ok-2x0"), cancel.Token));

        Assert.Empty(Fake.Requests);
    }

    private IChatClient Impatient() => Create().ChatClient.AsBuilder()
        .UseTimeout(new TimeoutOptions { Total = Limit, FirstToken = Limit, BetweenTokens = Limit })
        .Build(new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider());
}
