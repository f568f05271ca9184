namespace Parley.Chat;

public static class TurnText
{
    /// <summary>The answer's text as far as the log has it.</summary>
    public static string TextSoFar(this TurnLog log) =>
        string.Concat(log.Snapshot(0).Where(item => item.Kind is TurnEventKind.Token).Select(item => item.Payload));
}
