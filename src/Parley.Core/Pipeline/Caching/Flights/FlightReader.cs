using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Pipeline.Caching.Flights;

/// <summary>A caller's place in a <see cref="Flight"/>.</summary>
/// <param name="isLeader">Whether the call is made with this caller's options: it is the one that is charged.</param>
internal sealed class FlightReader(Flight flight, bool isLeader)
{
    public bool IsLeader { get; } = isLeader;

    /// <summary>Who answers, as far as it is known.</summary>
    public ModelSelection? ServedBy => flight.ServedBy;

    internal int Position { get; set; }

    /// <returns>Null at the end.</returns>
    /// <exception cref="Exception">Whatever ended the call.</exception>
    public async ValueTask<ChatResponseUpdate?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (flight.TryTake(this, out var update, out var wait))
            {
                return update;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads no further. The last reader's leaving ends the call.</summary>
    public ValueTask LeaveAsync() => flight.LeaveAsync(this);
}
