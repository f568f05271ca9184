using System.Text;

namespace Parley.Chat;

public static class TurnText
{
    /// <summary>The answer's text as far as the log has it.</summary>
    public static string TextSoFar(this TurnLog log) =>
        TextOf(log.Snapshot(0));

    /// <summary>The text that events tell: the tokens since the answer was last begun anew.</summary>
    internal static string TextOf(IEnumerable<TurnEvent> events)
    {
        var text = new StringBuilder();
        foreach (var item in events)
        {
            switch (item.Kind)
            {
                case TurnEventKind.Token:
                    text.Append(item.Payload);
                    break;
                case TurnEventKind.Failover when TurnFailover.Restarts(item.Payload):
                    text.Clear();
                    break;
            }
        }

        return text.ToString();
    }
}
