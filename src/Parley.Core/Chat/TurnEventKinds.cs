namespace Parley.Chat;

/// <summary>The names of events on the wire and in storage.</summary>
public static class TurnEventKinds
{
    private static readonly string[] Names = [.. Enum.GetNames<TurnEventKind>().Select(name => name.ToLowerInvariant())];

    public static string Name(TurnEventKind kind) => Names[(int)kind];

    public static TurnEventKind Parse(string name) => (TurnEventKind)Array.IndexOf(Names, name);
}
