using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints;

/// <summary>Who did what, when and from where: to look at, to take away, and to check.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").WithTags("Audit");
        group.MapGet("/", List).Requires(Rights.ReadAudit).WithSummary("Lists what was done, newest first").WithFilters()
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("before", "Only events with a smaller sequence; next_before of the part before.").WithProblems(400);
        group.MapGet("/export", Export).Requires(Rights.ReadAudit).WithSummary("Gives all events as a file, oldest first").WithDescription("The export is an event itself.").WithFilters()
            .WithParameter("format", "jsonl (default): an object on each line; csv.").Produces(200, contentType: "application/x-ndjson").WithProblems(400, 503);
        group.MapGet("/verify", Verify).Requires(Rights.ReadAudit).WithSummary("Checks that no event was changed, moved or removed")
            .WithDescription("Reads the whole trail. The problem names the first event that is not as it was recorded.");
    }

    private static async Task<Ok<AuditPageResponse>> List(
        HttpContext http, CurrentCaller caller, AuditReader audit, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var query = AuditQuery.Read(http.Request.Query, caller.Required.UserId);
        var found = await audit.ListAsync(query.Filter, query.Before, query.Limit + 1, cancellationToken);
        var page = found.Take(query.Limit).ToList();
        var actors = page.Where(e => e.ActorId is not null).Select(e => new UserId(e.ActorId!.Value)).Distinct().ToList();
        var names = await db.Users.Where(user => actors.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        return TypedResults.Ok(new AuditPageResponse(
            [.. page.Select(e => AuditEventResponse.From(e, names))], found.Count > query.Limit ? page[^1].Sequence : null));
    }

    private static async Task Export(HttpContext http, CurrentCaller caller, AuditReader audit, AuditTrail trail, CancellationToken cancellationToken)
    {
        var query = AuditQuery.Read(http.Request.Query, caller.Required.UserId);
        await trail.RecordAsync(new AuditEntry(AuditActions.AuditExport) { Details = Describe(query) }, cancellationToken);
        http.Response.ContentType = query.Format is "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"audit.{query.Format}\"";
        var events = audit.ReadAsync(query.Filter, cancellationToken);
        await (query.Format is "csv"
            ? AuditExport.WriteCsvAsync(http.Response.Body, events, cancellationToken)
            : AuditExport.WriteJsonLinesAsync(http.Response.Body, events, cancellationToken));
    }

    private static async Task<Ok<AuditVerdictResponse>> Verify(AuditVerifier verifier, CurrentCaller caller, CancellationToken cancellationToken)
    {
        var verdict = await verifier.VerifyAsync(caller.Required.TenantId, progress: null, cancellationToken);
        return TypedResults.Ok(new AuditVerdictResponse(verdict.IsOk, verdict.Checked, verdict.Problem?.Text, verdict.Problem?.Sequence, verdict.Last));
    }

    private static Dictionary<string, string> Describe(AuditQuery query)
    {
        var details = new Dictionary<string, string> { ["format"] = query.Format };
        void Add(string name, DateTime? time)
        {
            if (time is { } given)
            {
                details[name] = given.ToString("O", CultureInfo.InvariantCulture);
            }
        }

        Add("from", query.Filter.From);
        Add("to", query.Filter.To);
        return details;
    }

    private static RouteHandlerBuilder WithFilters(this RouteHandlerBuilder endpoint) => endpoint
        .WithParameter("from", "The first day or time, UTC.").WithParameter("to", "The last day, or the time before which.")
        .WithParameter("actor", "A user's id, or me.").WithParameter("action", "An action, or the beginning of its name: user.*.")
        .WithParameter("target", "What it was done to.").WithParameter("result", "done, denied or failed.");
}
