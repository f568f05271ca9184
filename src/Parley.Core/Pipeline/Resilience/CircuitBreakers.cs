using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Parley.Pipeline.Resilience;

/// <summary>The circuit breakers of this process: one for each model of a provider that has failed.</summary>
public sealed class CircuitBreakers(IOptions<BreakerOptions> options, TimeProvider clock)
{
    /// <summary>Names of models come from requests; beyond this many, those that are closed are forgotten.</summary>
    private const int MaxKept = 1000;

    private readonly ConcurrentDictionary<(string Provider, string Model), CircuitBreaker> _breakers = new();

    /// <summary>The state of every model that has failed, for people and for metrics.</summary>
    public IReadOnlyList<CircuitView> Views =>
        [.. _breakers.Select(b => new CircuitView(b.Key.Provider, b.Key.Model, b.Value.State, b.Value.OpenFor))];

    /// <summary>Closed for a model that never failed.</summary>
    public CircuitView View(string provider, string model) => Find(provider, model) is { } breaker
        ? new(provider, model, breaker.State, breaker.OpenFor)
        : new(provider, model, CircuitState.Closed, TimeSpan.Zero);

    internal CircuitBreaker? Find(string provider, string model) => _breakers.GetValueOrDefault((provider, model));

    internal CircuitBreaker Get(string provider, string model)
    {
        if (_breakers.Count >= MaxKept)
        {
            foreach (var (key, breaker) in _breakers)
            {
                if (breaker.State is CircuitState.Closed)
                {
                    _breakers.TryRemove(key, out _);
                }
            }
        }

        return _breakers.GetOrAdd((provider, model), _ => new CircuitBreaker(options.Value, clock));
    }
}

/// <param name="OpenFor">How long it is not called; zero when it is.</param>
public sealed record CircuitView(string Provider, string Model, CircuitState State, TimeSpan OpenFor);
