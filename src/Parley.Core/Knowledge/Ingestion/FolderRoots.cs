using Microsoft.Extensions.Options;
using Parley.Errors;

namespace Parley.Knowledge.Ingestion;

/// <summary>Which folders of this machine may be added.</summary>
public sealed class FolderRoots(IOptions<IngestionOptions> options)
{
    /// <summary>Those that configuration names and that are there.</summary>
    public IReadOnlyList<string> Allowed => [.. Named.Select(FolderWalk.Resolve).OfType<string>()];

    private string[] Named => (options.Value.Folders ?? "").Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The folder, if it lies in one that is allowed.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>; the same for those that are not there and those that are not allowed.</exception>
    public string Check(string? folder) =>
        folder is { Length: > 0 and <= 4096 } && Path.IsPathFullyQualified(folder) && FolderWalk.Resolve(folder) is { } path && Allowed.Any(root => FolderWalk.IsWithin(root, path))
            ? path
            : throw AppException.Invalid("path", Allowed.Count == 0
                ? "No folder may be added: KNOWLEDGE_FOLDERS names none. Set it on the server, or run 'parley ingest' there."
                : "Must be the full path of a folder in one of those that KNOWLEDGE_FOLDERS names.");

    /// <summary>Whether what a path leads to lies in a folder that is allowed now, be that away for the moment or not.</summary>
    public bool Allows(string path) => Named.Any(root => FolderWalk.StaysIn(FolderWalk.Resolve(root) ?? Path.GetFullPath(root), path));

    /// <summary>Any folder, for whoever sits at the machine.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>: there is none.</exception>
    public static string Any(string folder) => FolderWalk.Resolve(folder) ?? throw AppException.Invalid("path", $"There is no folder {folder}.");
}
