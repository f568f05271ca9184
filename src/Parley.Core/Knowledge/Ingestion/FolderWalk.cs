using System.IO.Enumeration;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// The files of a folder that are worth reading. Left out are hidden ones, what version control and packages keep, links that
/// lead out of the folder or nowhere, and what is no file at all: pipes, sockets, devices.
/// </summary>
public static class FolderWalk
{
    /// <summary>
    /// What .NET reads in place of bytes of a name that are not UTF-8. There is no way back to the bytes, so that it finds no file by such a name.
    /// </summary>
    public const char NotUtf8 = '\uFFFD';

    /// <summary>Why a file whose path has <see cref="NotUtf8"/> in it is not found.</summary>
    public const string NotUtf8Reason = "Its name is not UTF-8; rename it.";

    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase) { "node_modules", "__pycache__", "bower_components" };

    /// <summary>Full paths, in order. One with <see cref="NotUtf8"/> in it may be of a file that cannot be opened.</summary>
    /// <param name="root">A full path without links, see <see cref="Resolve"/>.</param>
    /// <param name="isWanted">Asked with the name of a file.</param>
    public static IEnumerable<string> Files(string root, Func<string, bool> isWanted) => new FileSystemEnumerable<(string Path, bool IsLink)>(
        root,
        (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 64 })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName[0] != '.' && isWanted(entry.FileName.ToString()),

        // Links to folders are not followed at all: they could lead round in circles.
        ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            entry.FileName[0] != '.' && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !LeftOut.Contains(entry.FileName.ToString()),
    }.Where(file => (!file.IsLink || (StaysIn(root, file.Path) && LeadsSomewhere(file.Path))) && RegularFile.Is(file.Path)).Select(file => file.Path)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal); // two names that are not UTF-8 may read the same

    /// <summary>The path with every link on its way followed; null where there is no such folder.</summary>
    public static string? Resolve(string folder)
    {
        try
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            return Directory.Exists(path) ? Real(path) : null;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether a path is in a folder or is it; both without links.</summary>
    public static bool IsWithin(string root, string path) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// Whether what was a file of the folder is certainly none any more, or none that <see cref="Files"/> gives. One that nobody may look for is not
    /// gone: a disk that is away for a moment must not empty a collection.
    /// </summary>
    public static bool IsGone(string root, string path)
    {
        try
        {
            if (!Directory.Exists(root))
            {
                return false;
            }

            // A link to a folder stands where a folder was: it is not followed.
            for (var folder = Path.GetDirectoryName(path); folder is not null && folder != root; folder = Path.GetDirectoryName(folder))
            {
                if (new DirectoryInfo(folder).LinkTarget is not null)
                {
                    return true;
                }
            }

            // Of a link that leads nowhere File.Exists says that it is there.
            var isLink = new FileInfo(path).LinkTarget is not null;
            var target = isLink ? Real(path) : path;
            return target is null || (isLink && !IsWithin(root, target)) || (File.Exists(target) ? !RegularFile.Is(target) : IsMissing(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Where the nearest folder above that is there can be looked into.
    private static bool IsMissing(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        if (folder is null)
        {
            return false;
        }

        using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
        entries.MoveNext();
        return true;
    }

    /// <summary>Whether what a path leads to, links followed, is in the folder.</summary>
    public static bool StaysIn(string root, string path)
    {
        try
        {
            return Real(path) is { } real && IsWithin(root, real);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // File.Exists would do for the link itself.
    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true) is not { Exists: false };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // From the root on, because a link may stand anywhere on the way. What a link leads to may have links on its way in turn.
    // Null where links lead round in circles.
    private static string? Real(string path, int depth = 0)
    {
        if (depth > 40)
        {
            return null;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        if (Real(parent, depth) is not { } above)
        {
            return null;
        }

        var here = Path.Combine(above, Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is { } target ? Real(Path.GetFullPath(target, Path.GetDirectoryName(here) ?? "/"), depth + 1) : here;
    }
}
