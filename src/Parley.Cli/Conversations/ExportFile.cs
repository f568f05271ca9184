using Parley.Cli.Terminal;
using Parley.Errors;

namespace Parley.Cli.Conversations;

/// <summary>Where an export goes.</summary>
/// <param name="Path">Its ending chooses the format.</param>
/// <param name="Overwrite">Whether an existing file may go.</param>
internal sealed record ExportFile(string Path, bool Overwrite)
{
    private const string Force = "--force";
    private const int MaxNameLength = 50;

    public bool IsJson => Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads what follows <c>/export</c>: a path, with blanks if need be, and <c>--force</c> before or after it.</summary>
    public static ExportFile Parse(string arguments, string title)
    {
        var path = arguments.Trim();
        var force = path == Force || path.EndsWith(" " + Force, StringComparison.Ordinal) || path.StartsWith(Force + " ", StringComparison.Ordinal);
        if (force)
        {
            path = (path.EndsWith(Force, StringComparison.Ordinal) ? path[..^Force.Length] : path[Force.Length..]).Trim();
        }

        return new(path.Length == 0 ? NameFrom(title) : Expand(path.Trim('"', '\'')), force);
    }

    /// <exception cref="AppException">The file exists, or cannot be written.</exception>
    public async Task<string> WriteAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        var full = System.IO.Path.GetFullPath(Path);
        try
        {
            await using var file = new FileStream(full, Overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync((IsJson ? JsonExport.Write(transcript) : MarkdownExport.Write(transcript)).AsMemory(), cancellationToken);
            return full;
        }
        catch (IOException) when (!Overwrite && File.Exists(full))
        {
            throw new AppException(ErrorCode.Conflict, $"{full} exists already. Write over it with: /export {Path} {Force}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AppException(ErrorCode.ValidationError, $"{full} cannot be written: {e.Message} Choose another place.", e);
        }
    }

    private static string NameFrom(string title)
    {
        var letters = TerminalText.OneLine(title).ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-').Take(MaxNameLength);
        var name = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return (name.Length == 0 ? "conversation" : name) + ".md";
    }

    private static string Expand(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;
}
