using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Documents: what is known of them, their text, their passages, and the file they were.</summary>
internal static class DocumentEndpoints
{
    private const int DefaultLength = 20_000;
    private const int MaxLength = 200_000;

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/documents").WithTags("Knowledge");
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets what is known of a document").WithProblems(404);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary("Deletes a document with its text, passages, file and all its names").WithProblems(403, 404);
        group.MapGet("/{id}/text", Text).Requires(Rights.ReadContent).WithSummary("Gets a part of a document's text")
            .WithDescription("Places are in UTF-16 units, as in passages and citations. A part does not begin or end within a character.")
            .WithParameter("start", "Where to begin; default 0.").WithParameter("length", $"1 to {MaxLength}; default {DefaultLength}.").WithProblems(400, 404);
        group.MapGet("/{id}/outline", Outline).Requires(Rights.ReadContent).WithSummary("Lists the headings of a document in order")
            .WithDescription("Of the whole text, each with the span of its section: to find one's way in a long text that is read in parts.")
            .WithParameter("limit", "1 to 5000; default 1000.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapGet("/{id}/chunks", Chunks).Requires(Rights.ReadContent).WithSummary("Lists the passages of a document in order")
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapGet("/{id}/file", File).Requires(Rights.ReadContent).WithSummary("Downloads the file a document was read from")
            .WithDescription("Always as an attachment. Of a folder's files only while the file is as it was read.").Produces(200, contentType: "application/octet-stream").WithProblems(404);
    }

    private static async Task<Ok<DocumentResponse>> Get(DocumentId id, DocumentCatalogue documents, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(id, cancellationToken);
        return TypedResults.Ok(DocumentResponse.From(document, await documents.FurtherNamesAsync([document], cancellationToken)));
    }

    private static async Task<NoContent> Delete(DocumentId id, DocumentCatalogue documents, CancellationToken cancellationToken)
    {
        await documents.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<DocumentTextResponse>> Text(
        DocumentId id, HttpContext http, DocumentCatalogue documents, DocumentTexts texts, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var start = Whole(http, "start", 0, 0, int.MaxValue, errors);
        var length = Whole(http, "length", DefaultLength, 1, MaxLength, errors);
        errors.Check();
        await documents.GetAsync(id, cancellationToken);
        var part = await texts.ReadPartAsync(id, start, length, cancellationToken) ?? throw NoText();
        var (from, to, pages) = (part.Start, part.End, part.Layout.Pages);
        return TypedResults.Ok(new DocumentTextResponse(
            part.Text, from, part.Total, SnakeCaseEnum.Write(part.Layout.Kind),
            [.. pages.Where((page, i) => page.Start < to && (i + 1 == pages.Count || pages[i + 1].Start > from)).Select(page => new PageMark(page.Start, page.Number))],
            [.. part.Layout.Sections.Where(section => section.Start >= from && section.Start < to).Select(section => new SectionMark(section.Start, section.Level, section.Title))],
            part.Generation));
    }

    private static async Task<Ok<Page<OutlineEntry>>> Outline(
        DocumentId id, HttpContext http, DocumentCatalogue documents, DocumentTexts texts, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 1000, maxLimit: 5000);
        page.Check();
        await documents.GetAsync(id, cancellationToken);
        var (layout, length) = await texts.ReadOutlineAsync(id, cancellationToken) ?? throw NoText();
        var ends = layout.SectionEnds(length);
        var data = layout.Sections.Select((section, i) => new OutlineEntry(section.Start, ends[i], section.Level, section.Title, layout.PageAt(section.Start)));
        return TypedResults.Ok(new Page<OutlineEntry>([.. data.Skip(page.Offset).Take(page.Limit)], layout.Sections.Count, page.Limit, page.Offset));
    }

    private static async Task<Ok<Page<ChunkResponse>>> Chunks(
        DocumentId id, HttpContext http, DocumentCatalogue documents, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 200);
        page.Check();
        var document = await documents.GetAsync(id, cancellationToken);
        var chunks = db.Chunks.AsNoTracking().Where(chunk => chunk.DocumentId == id && chunk.Generation == document.Generation);
        var data = await chunks.OrderBy(chunk => chunk.Ordinal).Skip(page.Offset).Take(page.Limit)
            .Select(c => new ChunkResponse(c.Id, c.Ordinal, c.StartsAt, c.EndsAt, c.Page, c.Section, c.Tokens, c.Text)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<ChunkResponse>(data, await chunks.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    // Never as what a browser would open: a page that somebody else wrote must not run under Parley's own address.
    private static async Task<FileContentHttpResult> File(
        DocumentId id, HttpContext http, DocumentCatalogue documents, DocumentFiles files, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(id, cancellationToken);
        var content = await files.ReadAsync(document, cancellationToken) ?? throw NoText();
        var type = document.MediaType is "application/pdf" ? document.MediaType : "application/octet-stream";

        // Not by the result itself, which would write the name into the log.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Path.GetFileName(document.Name) is { Length: > 0 } name ? name : "document");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.File(content, type);
    }

    private static AppException NoText() => new(ErrorCode.NotFound, "There is no text or file of this document: it could not be read, or its file has changed since.");

    private static int Whole(HttpContext http, string name, int otherwise, int min, int max, FieldErrors errors)
    {
        var text = http.Request.Query[name].FirstOrDefault();
        if (text is null || (int.TryParse(text, out var value) && value >= min && value <= max))
        {
            return text is null ? otherwise : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        }

        errors.Add(name, $"Must be a whole number from {min} to {max}.");
        return otherwise;
    }
}
