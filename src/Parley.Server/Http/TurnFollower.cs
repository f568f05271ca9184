using Microsoft.Extensions.Options;
using Parley.Chat;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>Hands on a turn's events as they come, to a client that may have seen some of them already.</summary>
internal sealed class TurnFollower(IOptions<ServerOptions> options, TimeProvider clock)
{
    /// <summary>
    /// How many events are written before they are sent: a client that comes back late must not make the server hold a
    /// whole answer twice.
    /// </summary>
    private const int MaxUnsent = 256;

    /// <param name="after">The number of the last event the client has; 0 for none.</param>
    /// <param name="stopOnDisconnect">Whether the turn ends when this client leaves and nobody else reads.</param>
    /// <exception cref="OperationCanceledException">The client is gone, or the token was cancelled.</exception>
    public async Task FollowAsync(TurnView turn, long after, bool stopOnDisconnect, ITurnSink sink, CancellationToken cancellationToken)
    {
        var reader = turn.Log.Read(after, cancellationToken);
        try
        {
            await sink.FlushAsync();
            await using var heartbeat = clock.CreateTimer(static r => ((TurnReader)r!).Nudge(), reader, options.Value.Heartbeat, options.Value.Heartbeat);
            await CopyAsync(reader, sink);
        }
        finally
        {
            reader.Dispose();
            if (stopOnDisconnect && turn.Running is { } running && !running.Completion.IsCompleted && running.Log.ReaderCount == 0)
            {
                running.Stop();
            }
        }
    }

    private static async Task CopyAsync(TurnReader reader, ITurnSink sink)
    {
        while (true)
        {
            switch (await reader.WaitAsync())
            {
                case TurnReadState.Ended:
                    return;
                case TurnReadState.Idle:
                    sink.WriteHeartbeat();
                    break;
                case TurnReadState.Available:
                    for (var unsent = 0; unsent < MaxUnsent && reader.TryRead(out var item); unsent++)
                    {
                        sink.Write(item);
                    }

                    break;
            }

            await sink.FlushAsync();
        }
    }
}
