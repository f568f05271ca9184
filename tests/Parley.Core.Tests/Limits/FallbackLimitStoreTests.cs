using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Limits;
using Parley.Testing;

namespace Parley.Core.Tests.Limits;

public sealed class FallbackLimitStoreTests : IDisposable
{
    private static readonly LimitWindow Window = new("requests:user/a", 3, TimeSpan.FromMinutes(1));

    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly BrokenStore _shared;
    private readonly FallbackLimitStore _store;

    public FallbackLimitStoreTests()
    {
        var options = Options.Create(new LimitOptions());
        _shared = new BrokenStore(new InProcessLimitStore(_clock, options));
        _store = new(
            _shared, new InProcessLimitStore(_clock, options), new LimitMeter(_services.GetRequiredService<IMeterFactory>()), _clock, options,
            NullLogger<FallbackLimitStore>.Instance);
    }

    [Fact]
    public async Task Acquire_SharedDown_GoesOnWithWhatThisNodeGranted()
    {
        await AcquireAsync();
        _shared.Mode = Broken.Throws;

        var alone = new[] { await AcquireAsync(), await AcquireAsync(), await AcquireAsync() };

        Assert.Equal([true, true, false], alone);
        Assert.Contains("alone", _store.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_SharedDown_IsAskedOnceInAWhile()
    {
        _shared.Mode = Broken.Throws;
        for (var i = 0; i < 50; i++)
        {
            await AcquireAsync();
        }

        var asked = _shared.Asked;
        _clock.Advance(TimeSpan.FromSeconds(2));
        await AcquireAsync();
        await AcquireAsync();

        Assert.Equal(1, asked);
        Assert.Equal(2, _shared.Asked);
    }

    [Fact]
    public async Task Acquire_SharedBack_IsUsedAgain()
    {
        _shared.Mode = Broken.Throws;
        await AcquireAsync();
        _shared.Mode = Broken.No;
        _clock.Advance(TimeSpan.FromSeconds(2));

        await AcquireAsync();

        Assert.DoesNotContain("alone", _store.Status, StringComparison.Ordinal);
        Assert.Equal(1, (await _shared.Inner.AcquireAsync([new(Window, 0)], TestContext.Current.CancellationToken)).Windows[0].Used);
    }

    [Fact]
    public async Task Acquire_SharedHangs_WaitsOnlySoLongAndOnlyOnce()
    {
        _shared.Mode = Broken.Hangs;

        var first = AcquireAsync();
        Assert.False(first.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.True(await first.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        var second = AcquireAsync();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.True(await second);
    }

    [Fact]
    public async Task Leases_SharedDiesAndComesBack_AreCountedThroughout()
    {
        var held = new LeaseClaim("streams:user/a", 1, TimeSpan.FromMinutes(1));
        await _store.OpenAsync(held, TestContext.Current.CancellationToken);
        _shared.Mode = Broken.Throws;

        Assert.False(await _store.OpenAsync(new("streams:user/a", 1, TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken));
        await _store.CloseAsync(held);
        Assert.True(await _store.OpenAsync(new("streams:user/a", 1, TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken));
    }

    public void Dispose() => _services.Dispose();

    private async Task<bool> AcquireAsync() => (await _store.AcquireAsync([new(Window, 1)], TestContext.Current.CancellationToken)).IsGranted;

    private enum Broken
    {
        No,
        Throws,
        Hangs,
    }

    private sealed class BrokenStore(ILimitStore inner) : ILimitStore
    {
        public ILimitStore Inner => inner;

        public Broken Mode { get; set; }

        public int Asked { get; private set; }

        public string Status => "shared";

        public ValueTask<LimitDecision> AcquireAsync(IReadOnlyList<LimitClaim> claims, CancellationToken cancellationToken) =>
            AskAsync(() => inner.AcquireAsync(claims, cancellationToken));

        public async ValueTask ChargeAsync(IReadOnlyList<LimitClaim> claims) => await AskAsync(async () =>
        {
            await inner.ChargeAsync(claims);
            return true;
        });

        public ValueTask<bool> OpenAsync(LeaseClaim lease, CancellationToken cancellationToken) => AskAsync(() => inner.OpenAsync(lease, cancellationToken));

        public async ValueTask RenewAsync(IReadOnlyCollection<LeaseClaim> leases) => await AskAsync(async () =>
        {
            await inner.RenewAsync(leases);
            return true;
        });

        public async ValueTask CloseAsync(LeaseClaim lease) => await AskAsync(async () =>
        {
            await inner.CloseAsync(lease);
            return true;
        });

        private ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask)
        {
            Asked++;
            return Mode switch
            {
                Broken.Throws => throw new LimitStoreException("down"),
                Broken.Hangs => new(new TaskCompletionSource<T>().Task),
                _ => ask(),
            };
        }
    }
}
