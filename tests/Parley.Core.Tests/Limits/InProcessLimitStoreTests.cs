using Microsoft.Extensions.Options;
using Parley.Limits;
using Parley.Testing;
using Parley.Testing.Limits;

namespace Parley.Core.Tests.Limits;

public sealed class InProcessLimitStoreTests : LimitStoreConformance
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InProcessLimitStore _store;

    public InProcessLimitStoreTests() => _store = new(_clock, Options.Create(new LimitOptions { MaxSubjects = 5000 }));

    protected override ILimitStore Store => _store;

    protected override bool IsVirtual => true;

    protected override Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Acquire_MoreSubjectsThanAreTold_LateOnesShareAndOldOnesKeepTheirs()
    {
        var old = await AcquireAsync("requests:user/old", 2);
        for (var i = 0; i < 10_000; i++)
        {
            await AcquireAsync($"requests:user/{i}", 1);
        }

        var late = await AcquireAsync("requests:user/late", 1);

        Assert.False(late.IsGranted);
        Assert.True(late.Windows[0].Used > 0);
        Assert.Equal(2, (await AcquireAsync("requests:user/old", 2)).Windows[0].Used);
        Assert.True(old.IsGranted);
    }

    [Fact]
    public async Task Acquire_SubjectsThatLeft_MakeRoom()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            for (var i = 0; i < 4000; i++)
            {
                Assert.True((await AcquireAsync($"requests:{minute}/{i}", 1)).IsGranted);
            }

            _clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private ValueTask<LimitDecision> AcquireAsync(string key, long limit) =>
        _store.AcquireAsync([new(new(key, limit, TimeSpan.FromMinutes(1)), 1)], TestContext.Current.CancellationToken);
}
