using System.Text;
using System.Text.Json;
using Parley.Errors;

namespace Parley.Chat;

/// <summary>A turn read to its end: the text and how it ended. Exactly one of the two endings is there.</summary>
public sealed record TurnAnswer(string Content, TurnCompleted? Completed, Problem? Problem)
{
    /// <param name="turn">The turn, running or not.</param>
    /// <param name="onEvent">Called with each event but the last, as it comes.</param>
    /// <param name="cancellationEvent">Ends the reading, not the turn.</param>
    public static async Task<TurnAnswer> ReadAsync(TurnView turn, Action<TurnEvent>? onEvent, CancellationToken cancellationEvent)
    {
        var text = new StringBuilder();
        using var reader = turn.Log.Read(0, cancellationEvent);
        while (await reader.WaitAsync() is not TurnReadState.Ended)
        {
            while (reader.TryRead(out var item))
            {
                switch (item.Kind)
                {
                    case TurnEventKind.Token:
                        text.Append(item.Payload);
                        break;
                    case TurnEventKind.Failover when TurnFailover.Restarts(item.Payload):
                        text.Clear();
                        break;
                    case TurnEventKind.Complete:
                        return new(text.ToString(), JsonSerializer.Deserialize(item.Payload, TurnJson.Default.TurnCompleted), null);
                    case TurnEventKind.Error:
                        return new(text.ToString(), null, JsonSerializer.Deserialize(item.Payload, TurnJson.Default.Problem));
                }

                onEvent?.Invoke(item);
            }
        }

        throw new InvalidOperationException($"The log of {turn.Id} ended without a last event.");
    }
}
