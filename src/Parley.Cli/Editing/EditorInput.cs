namespace Parley.Cli.Editing;

/// <summary>What came from the keyboard: a key, or a text pasted in one go.</summary>
internal readonly record struct EditorInput(ConsoleKeyInfo Key, string? Pasted = null);
