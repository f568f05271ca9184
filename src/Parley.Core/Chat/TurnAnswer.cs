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
                Append(item, text);
                if (Ended(item, text) is { } answer)
                {
                    return answer;
                }

                onEvent?.Invoke(item);
            }
        }

        throw new InvalidOperationException($"The log of {turn.Id} ended without a last event.");
    }

    /// <summary>The answer that a last event makes of the text before it; null when more follows.</summary>
    public static TurnAnswer? Ended(in TurnEvent item, StringBuilder text) => item.Kind switch
    {
        TurnEventKind.Complete => new(text.ToString(), JsonSerializer.Deserialize(item.Payload, TurnJson.Default.TurnCompleted), null),
        TurnEventKind.Error => new(text.ToString(), null, JsonSerializer.Deserialize(item.Payload, TurnJson.Default.Problem)),
        _ => null,
    };

    /// <summary>What of an event belongs to the text.</summary>
    public static void Append(in TurnEvent item, StringBuilder text)
    {
        if (item.Kind is TurnEventKind.Token)
        {
            text.Append(item.Payload);
        }
        else if (item.Kind is TurnEventKind.Failover && TurnFailover.Restarts(item.Payload))
        {
            text.Clear();
        }
    }
}
