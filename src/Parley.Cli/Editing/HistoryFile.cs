namespace Parley.Cli.Editing;

/// <summary>
/// Keeps the history over sessions: one entry a line, readable by its owner alone. A file that cannot be read or written
/// costs the history and nothing else.
/// </summary>
internal sealed class HistoryFile(string path)
{
    public const string Name = "cli_history";

    /// <summary>The longest entry kept, in characters: a pasted book is not worth typing again.</summary>
    private const int MaxEntryLength = 10_000;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private bool _usable = true;

    public IReadOnlyList<string> Load() => Try<IReadOnlyList<string>>(() =>
    {
        if (!File.Exists(path))
        {
            return [];
        }

        RestrictExisting();
        var lines = File.ReadAllLines(path);
        if (lines.Length > InputHistory.MaxEntries * 2)
        {
            lines = lines[^InputHistory.MaxEntries..];
            Replace(lines);
        }

        return [.. lines.Where(line => line.Length > 0).Select(Decode).TakeLast(InputHistory.MaxEntries)];
    }) ?? [];

    public void Append(string entry)
    {
        if (entry.Length <= MaxEntryLength)
        {
            Try(() => Write(path, FileMode.Append, [entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)]));
        }
    }

    // Beside, then over it: another session that appends meanwhile loses a line at worst.
    private void Replace(string[] lines)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        Write(fresh, FileMode.Create, lines);
        File.Move(fresh, path, overwrite: true);
    }

    private static bool Write(string file, FileMode mode, string[] lines)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(new FileStream(file, options)) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }

        return true;
    }

    private void RestrictExisting()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    private T? Try<T>(Func<T> work)
    {
        try
        {
            return _usable ? work() : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _usable = false;
            return default;
        }
    }

    private static string Decode(string line)
    {
        var text = new System.Text.StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '\\' && i + 1 < line.Length)
            {
                i++;
                text.Append(line[i] is 'n' ? '\n' : line[i]);
            }
            else
            {
                text.Append(line[i]);
            }
        }

        return text.ToString();
    }
}
