using Parley.Pipeline.Resilience;
using Parley.Testing;

namespace Parley.Core.Tests.Pipeline.Resilience;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new(new BreakerOptions(), _time);

    [Fact]
    public void Fail_FiveInARow_OpensForSixtySeconds()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.False(_breaker.Fail());
        }

        Assert.Equal(CircuitState.Closed, _breaker.State);
        Assert.True(_breaker.Fail());
        Assert.Equal((CircuitState.Open, TimeSpan.FromSeconds(60)), (_breaker.State, _breaker.OpenFor));
        Assert.False(_breaker.TryEnter(out _));
        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.False(_breaker.TryEnter(out _));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
    }

    [Fact]
    public void Succeed_BetweenFailures_CountsAnew()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.False(_breaker.Fail());
            if (i % 4 == 3)
            {
                _breaker.Succeed();
            }
        }
    }

    [Fact]
    public void TryEnter_HalfOpen_LetsOneProbeThroughAtATime()
    {
        Open();

        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.True(isProbe);
        Assert.False(_breaker.TryEnter(out _));

        _breaker.Release();
        Assert.True(_breaker.TryEnter(out isProbe));
        Assert.True(isProbe);
    }

    [Fact]
    public void Fail_Probe_OpensAgainForTheWholeTime()
    {
        Open();
        _breaker.TryEnter(out _);

        Assert.True(_breaker.Fail());

        Assert.Equal(TimeSpan.FromSeconds(60), _breaker.OpenFor);
    }

    [Fact]
    public void ProbeBegan_ThenFails_OpensAgainAtOnce()
    {
        Open();
        _breaker.TryEnter(out _);

        Assert.True(_breaker.ProbeBegan());
        Assert.True(_breaker.TryEnter(out var isProbe));
        Assert.False(isProbe);
        Assert.True(_breaker.Fail());
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void Fail_CallsThatBeganBeforeItOpened_DoNotProlongIt()
    {
        Open(advance: TimeSpan.FromSeconds(30));

        Assert.False(_breaker.Fail());

        Assert.Equal(TimeSpan.FromSeconds(30), _breaker.OpenFor);
    }

    private void Open(TimeSpan? advance = null)
    {
        for (var i = 0; i < 5; i++)
        {
            _breaker.Fail();
        }

        _time.Advance(advance ?? TimeSpan.FromSeconds(60));
    }
}
