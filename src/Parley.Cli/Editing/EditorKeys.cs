namespace Parley.Cli.Editing;

/// <summary>Which key does what to the text.</summary>
internal static class EditorKeys
{
    private const ConsoleModifiers None = 0;
    private const ConsoleModifiers Control = ConsoleModifiers.Control;
    private const ConsoleModifiers Alt = ConsoleModifiers.Alt;

    private static readonly Dictionary<(ConsoleModifiers, ConsoleKey), Action<LineBuffer>> Actions = new()
    {
        [(None, ConsoleKey.LeftArrow)] = buffer => buffer.Left(),
        [(Control, ConsoleKey.B)] = buffer => buffer.Left(),
        [(None, ConsoleKey.RightArrow)] = buffer => buffer.Right(),
        [(Control, ConsoleKey.F)] = buffer => buffer.Right(),
        [(None, ConsoleKey.Home)] = buffer => buffer.Home(),
        [(Control, ConsoleKey.A)] = buffer => buffer.Home(),
        [(None, ConsoleKey.End)] = buffer => buffer.End(),
        [(Control, ConsoleKey.E)] = buffer => buffer.End(),
        [(Control, ConsoleKey.LeftArrow)] = buffer => buffer.WordLeft(),
        [(Alt, ConsoleKey.LeftArrow)] = buffer => buffer.WordLeft(),
        [(Alt, ConsoleKey.B)] = buffer => buffer.WordLeft(),
        [(Control, ConsoleKey.RightArrow)] = buffer => buffer.WordRight(),
        [(Alt, ConsoleKey.RightArrow)] = buffer => buffer.WordRight(),
        [(Alt, ConsoleKey.F)] = buffer => buffer.WordRight(),
        [(None, ConsoleKey.Backspace)] = buffer => buffer.Backspace(),
        [(Control, ConsoleKey.H)] = buffer => buffer.Backspace(),
        [(None, ConsoleKey.Delete)] = buffer => buffer.Delete(),
        [(Control, ConsoleKey.D)] = buffer => buffer.Delete(),
        [(Control, ConsoleKey.W)] = buffer => buffer.KillWordLeft(),
        [(Alt, ConsoleKey.Backspace)] = buffer => buffer.KillWordLeft(),
        [(Control, ConsoleKey.Backspace)] = buffer => buffer.KillWordLeft(),
        [(Alt, ConsoleKey.D)] = buffer => buffer.KillWordRight(),
        [(Control, ConsoleKey.U)] = buffer => buffer.KillToStart(),
        [(Control, ConsoleKey.K)] = buffer => buffer.KillToEnd(),
        [(Control, ConsoleKey.Y)] = buffer => buffer.Yank(),
    };

    public static Action<LineBuffer>? Find(ConsoleKeyInfo key) => Actions.GetValueOrDefault((key.Modifiers, key.Key));
}
