using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching.Flights;

/// <summary>The calls that run and may be joined.</summary>
internal sealed class FlightTable(long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FlightKey, Flight> _flights = [];

    public int Count => _flights.Count;

    /// <summary>Joins the call with that key, or begins it.</summary>
    /// <param name="report">The caller's; tells the others who answered, when the call is begun.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="recall">Asked before a call is begun: the same one may have ended a moment ago. Then nothing is joined.</param>
    public FlightReader? Join(
        FlightKey key, CallReport report, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> call, Func<bool> recall)
    {
        Flight flight;
        FlightReader leader;
        lock (_gate)
        {
            if (_flights.GetValueOrDefault(key)?.Join() is { } follower)
            {
                return follower;
            }

            if (recall())
            {
                return null;
            }

            flight = _flights[key] = new Flight(maxBytes, report);
            leader = flight.Join()!;
        }

        flight.Start(call, ended: () => Remove(key, flight));
        return leader;
    }

    // A full or abandoned one may have been replaced already.
    private void Remove(FlightKey key, Flight flight)
    {
        lock (_gate)
        {
            if (_flights.GetValueOrDefault(key) == flight)
            {
                _flights.Remove(key);
            }
        }
    }
}

/// <summary>Calls are the same when the requests are, and when both readers can follow the same stream.</summary>
internal readonly record struct FlightKey(CacheKey Request, bool IsStream, bool CanRestart);
