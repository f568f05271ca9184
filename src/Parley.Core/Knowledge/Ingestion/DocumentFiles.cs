using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>The files that documents were read from.</summary>
public sealed class DocumentFiles(ParleyDbContext db)
{
    /// <summary>The bytes as they were read; null where nobody has them any more.</summary>
    /// <param name="document">One that the caller may read.</param>
    public async Task<byte[]?> ReadAsync(Document document, CancellationToken cancellationToken)
    {
        // What nobody has scanned yet, or what a scanner found something in, is nobody's to fetch.
        if (document.Status is DocumentStatus.Held || document is { Status: DocumentStatus.Failed, Failure: { } failure } && failure == Quarantine.InfectedFailure)
        {
            return null;
        }

        var kept = await db.StoredFiles.AsNoTracking()
            .SingleOrDefaultAsync(file => file.CollectionId == document.CollectionId && file.ContentHash == document.ContentHash, cancellationToken);
        if (kept is not null)
        {
            return kept.Content;
        }

        var paths = await db.DocumentNames.Where(n => n.DocumentId == document.Id && n.Source == DocumentSource.Folder).OrderBy(n => n.SourceKey).Select(n => n.SourceKey)
            .ToListAsync(cancellationToken);
        foreach (var path in paths)
        {
            if (await ReadAsync(document, path, cancellationToken) is { } content)
            {
                return content;
            }
        }

        return null;
    }

    // Only the very bytes that were read: whatever lies at that path by now is nobody's to read here.
    private static async Task<byte[]?> ReadAsync(Document document, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = RegularFile.Open(path);
            if (file is null || file.Length != document.Size)
            {
                return null;
            }

            var content = new byte[document.Size];
            await file.ReadExactlyAsync(content, cancellationToken);
            return ItemContent.HashOf(content) == document.ContentHash ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
