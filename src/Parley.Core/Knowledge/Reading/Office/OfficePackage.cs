using System.IO.Compression;

namespace Parley.Knowledge.Reading.Office;

/// <summary>
/// A docx, xlsx or pptx: a zip of XML parts that refer to each other (ECMA-376, part 2). Parts are unpacked in memory as they are
/// read, bounded together; nothing is written anywhere, no archive within is opened, and what lies outside of the file is not fetched.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ZipArchive archive;
    private readonly UnpackingBudget budget;
    private readonly ReadingOptions options;
    private readonly CancellationToken cancellationToken;

    private OfficePackage(ZipArchive archive, ReadingOptions options, CancellationToken cancellationToken)
    {
        this.archive = archive;
        this.options = options;
        this.cancellationToken = cancellationToken;
        budget = new(options.MaxUnpackedBytes);
        foreach (var entry in archive.Entries)
        {
            if (entry.IsEncrypted)
                throw new DocumentReadException(ReadFailure.Encrypted, "The file is protected by a password. Save it without one.");
            parts.TryAdd(PartName(entry.FullName), entry);
        }
    }

    /// <summary>The part that the file is about, such as <c>word/document.xml</c>.</summary>
    public string MainPart { get; private set; } = "";

    /// <param name="root">The name of the main part's outermost element.</param>
    /// <param name="kind">What such a file is called.</param>
    public static OfficePackage Open(DocumentFile file, string root, string kind, ReadingOptions options, CancellationToken cancellationToken)
    {
        // Entries are counted before the archive makes an object of each; its own count of them may be a lie.
        if (file.Content.Span.Count("PK\u0001\u0002"u8) > options.MaxParts)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {options.MaxParts:N0} parts.");
        var package = new OfficePackage(new ZipArchive(AsStream(file.Content), ZipArchiveMode.Read), options, cancellationToken);
        try
        {
            package.MainPart = package.Related("", "/officeDocument") ?? "";
            using var main = package.Open(package.MainPart);
            if (main is null || !main.Read() || main.Name != root)
                throw new DocumentReadException(ReadFailure.Mislabelled, $"The file is not {kind}.");
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>The part; null when there is none of that name.</summary>
    public PartReader? Open(string? name) => name is not null && parts.TryGetValue(name, out var entry)
        ? new(new PartStream(entry.Open(), entry.CompressedLength, budget), options.MaxDepth, cancellationToken)
        : null;

    /// <summary>The part that this one refers to by a relationship whose type ends so; null when it refers to none.</summary>
    public string? Related(string from, string typeEnd) =>
        Relationships(from).Values.FirstOrDefault(target => target.Type.EndsWith(typeEnd, StringComparison.Ordinal)).Part;

    /// <summary>What a part refers to within the file, by id.</summary>
    public IReadOnlyDictionary<string, (string Type, string Part)> Relationships(string from)
    {
        var slash = from.LastIndexOf('/');
        var folder = from[..(slash + 1)];
        var found = new Dictionary<string, (string, string)>();
        using var relationships = Open($"{folder}_rels/{from[(slash + 1)..]}.rels");
        while (relationships?.Read() == true)
        {
            if (!relationships.IsStart || relationships.Name != "Relationship" || relationships.Attribute("TargetMode") == "External")
                continue;
            if (relationships.Attribute("Id") is { } id && relationships.Attribute("Target") is { } target && found.Count < options.MaxParts)
                found.TryAdd(id, (relationships.Attribute("Type") ?? "", Resolve(folder, target)));
        }

        return found;
    }

    public void Dispose() => archive.Dispose();

    private static MemoryStream AsStream(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(content.ToArray(), writable: false);

    private static string PartName(string name)
    {
        var part = name.Replace('\\', '/');
        if (part.StartsWith('/') || part.Contains(':') || part.Split('/').Contains(".."))
            throw new DocumentReadException(ReadFailure.Broken, "The file has parts with names that point outside of it.");
        return part;
    }

    private static string Resolve(string folder, string target)
    {
        var segments = new Stack<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == "..")
                segments.TryPop(out _);
            else if (segment is not ("" or "."))
                segments.Push(segment);
        }

        return string.Join('/', segments.Reverse());
    }
}
