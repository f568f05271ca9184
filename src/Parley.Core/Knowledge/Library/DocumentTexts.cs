using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;

namespace Parley.Knowledge.Library;

/// <summary>
/// The texts of documents, read in parts: a text may have as many megabytes as a file, and whoever turns its pages must not have
/// all of it in memory each time.
/// </summary>
public sealed class DocumentTexts(ParleyDbContext db, IDatabase database)
{
    private const int BufferSize = 32 * 1024;
    private const int Attempts = 3;

    /// <summary>A part of a text. It neither begins nor ends within a character, so it may be one unit longer on each side.</summary>
    /// <param name="id">Of a document that the caller may read.</param>
    /// <param name="start">In UTF-16 units. Behind the end of the text the part is empty.</param>
    /// <returns>Null where the document has no text.</returns>
    public Task<DocumentPart?> ReadPartAsync(DocumentId id, int start, int length, CancellationToken cancellationToken) =>
        ReadAsync(
            id,
            async body =>
            {
                var from = Math.Min(start, body.Length);
                var text = from == body.Length ? null : await ReadAsync(id, "text", (stream, token) => ReadAsync(stream, from, length, token), cancellationToken);
                var layout = await LayoutAsync(id, cancellationToken);
                return layout is null ? null : new DocumentPart(text?.Text ?? "", text?.Start ?? from, body.Length, layout, body.Generation);
            },
            cancellationToken);

    /// <summary>Where things are in a text, without the text.</summary>
    /// <param name="id">Of a document that the caller may read.</param>
    /// <returns>Null where the document has no text.</returns>
    public Task<DocumentOutline?> ReadOutlineAsync(DocumentId id, CancellationToken cancellationToken) =>
        ReadAsync(id, async body => await LayoutAsync(id, cancellationToken) is { } layout ? new DocumentOutline(layout, body.Length) : null, cancellationToken);

    // What is read bit by bit is read past the filters: that the row is the caller's to see, and stayed what it was, is asked before and after.
    private async Task<T?> ReadAsync<T>(DocumentId id, Func<Body, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await BodyAsync(id, cancellationToken) is not { } before)
            {
                return null;
            }

            var found = await read(before);
            if (await BodyAsync(id, cancellationToken) == before)
            {
                return found;
            }
        }

        throw new AppException(ErrorCode.ServiceUnavailable, "The document is being indexed anew. Try again shortly.") { Retryable = true };
    }

    private Task<Body?> BodyAsync(DocumentId id, CancellationToken cancellationToken) => (
        from body in db.DocumentBodies
        join document in db.Documents on body.DocumentId equals document.Id
        where body.DocumentId == id && document.Status != DocumentStatus.Removed
        select new Body(body.Generation, document.TextLength)).SingleOrDefaultAsync(cancellationToken);

    private Task<DocumentLayout?> LayoutAsync(DocumentId id, CancellationToken cancellationToken) => ReadAsync(
        id, "layout", async (stream, token) => await JsonSerializer.DeserializeAsync(stream, CollectionJson.Default.DocumentLayout, token), cancellationToken);

    private async Task<T?> ReadAsync<T>(DocumentId id, string column, Func<Stream, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        // By the context, which tells the database whom it serves.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await database.ReadTextAsync(
                db.Database.GetDbConnection(), new TextCell("knowledge_bodies", column, "document_id", id.Value), read, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<Part?> ReadAsync(Stream stream, int start, int length, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true);

        // 1. Up to one unit before the part, which may be the first half of its first character.
        var before = Math.Max(0, start - 1);
        var buffer = ArrayPool<char>.Shared.Rent(BufferSize);
        try
        {
            for (var left = before; left > 0;)
            {
                var read = await reader.ReadBlockAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken);
                if (read == 0)
                {
                    break;
                }

                left -= read;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        // 2. The part, and one unit behind it.
        var part = new char[start - before + length + 1];
        var count = await reader.ReadBlockAsync(part, cancellationToken);

        // 3. Without what stands around it, unless that is half of a character.
        var from = Math.Min(start - before, count);
        from -= Splits(part, from, count) ? 1 : 0;
        var to = Math.Min(start - before + length, count);
        to += Splits(part, to, count) ? 1 : 0;
        return new(new string(part, from, to - from), before + from);
    }

    private static bool Splits(char[] units, int at, int count) => at > 0 && at < count && char.IsLowSurrogate(units[at]) && char.IsHighSurrogate(units[at - 1]);

    private sealed record Body(int Generation, int Length);

    private sealed record Part(string Text, int Start);
}

/// <summary>A part of a document's text.</summary>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="Total">The length of the whole text.</param>
/// <param name="Layout">Of the whole text.</param>
public sealed record DocumentPart(string Text, int Start, int Total, DocumentLayout Layout, int Generation)
{
    public int End => Start + Text.Length;
}

/// <summary>Where things are in a document's text.</summary>
/// <param name="Length">Of the text.</param>
public sealed record DocumentOutline(DocumentLayout Layout, int Length);
