using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Sorted rows from one start of the process to the next. The rows of the database stay the truth: each document is taken from the file only when it is
/// still in the version that was saved, and anew otherwise.
/// </summary>
/// <param name="Documents">By their numbers in the rows; those that were gone are without an id.</param>
internal sealed record SavedIndex(SavedDocument[] Documents, SortedRows Rows)
{
    // Raised with every change of what is written, or of what it means: a file of another version is as none.
    private const long Version = 2;

    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(60);

    public static string PathOf(string directory, VectorSpace space) => Path.Combine(
        directory,
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{space.TenantId}/{space.CollectionId}/{space.Embedder}/{space.Dimensions}")))[..40]}.index");

    public void Write(string path) => SavedIndexFile.Write(path, file =>
    {
        file.Write<long>([Version, Rows.Mean.Length, Rows.Rows.Count, Rows.Centres.Count, Documents.Length, Rows.Efforts.Count]);
        file.Write<float>(Rows.Mean);
        file.Write<int>(Rows.Starts);
        file.Write<SearchEffort>([.. Rows.Efforts]);
        file.Write<SavedDocument>(Documents);
        Rows.Centres.Write(file);
        Rows.Rows.Write(file);
    });

    /// <summary>What was saved; null when there is nothing, or nothing that can be trusted.</summary>
    public static SavedIndex? Read(string path, int dimensions, string directory)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var codes = new CodeFile(directory);
        try
        {
            using var file = SavedIndexFile.Open(path);
            var head = file.Read<long>(6);
            if (head[0] != Version || head[1] != dimensions)
            {
                throw new InvalidDataException("The file is of another version.");
            }

            var (mean, starts, efforts, documents) = (
                file.Read<float>(dimensions), file.Read<int>((int)head[3] + 1), file.Read<SearchEffort>((int)head[5]), file.Read<SavedDocument>((int)head[4]));
            var centres = Centres.Read(file, (int)head[3], dimensions);
            var rows = RowBlock.Read(file, (int)head[2], dimensions, codes);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return new(documents, new(rows, mean, centres, starts, efforts, codes));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            codes.Dispose();
            return null;
        }
    }

    public static void Delete(string directory, VectorSpace space)
    {
        if (PathOf(directory, space) is var path && File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes what nobody has read for long, and what a process that was killed was writing: their collections may be gone.</summary>
    public static void DeleteUnused(string directory, DateTime now)
    {
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles())
        {
            var kept = file.Extension switch { ".index" => KeptUnused, ".tmp" => TimeSpan.FromDays(1), _ => TimeSpan.MaxValue };
            if (now - file.LastWriteTimeUtc > kept)
            {
                file.Delete();
            }
        }
    }
}

/// <param name="UpdatedAt">In ticks.</param>
/// <param name="Rows">How many of the rows are its.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SavedDocument(Guid Id, long Revision, long UpdatedAt, long Rows);
