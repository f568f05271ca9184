using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Limits;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>One's own jobs: how far they are, what came of each item, and an end to them.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/jobs").WithTags("Jobs");
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary("Lists one's jobs, newest first")
            .WithParameter("status", "queued, running, finished, failed or cancelled; default all.").WithParameter("subject", "What they are about: the id of a collection.")
            .WithParameter("limit", "1 to 100; default 20.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets a job").WithProblems(404);
        group.MapGet("/{id}/items", Items).Requires(Rights.ReadContent).WithSummary("Lists what a job does, in order")
            .WithParameter("status", "waiting, done, skipped or failed; default all.")
            .WithParameter("limit", "1 to 500; default 100.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapPost("/{id}/cancel", Cancel).Requires(Rights.WriteContent).WithSummary("Calls a job off")
            .WithDescription("What was done stays. A job that is over stays as it is.").WithProblems(404);
        group.MapGet("/{id}/events", Events).Requires(Rights.ReadContent).WithSummary("Follows a job as a stream")
            .WithDescription("Server-sent events: progress with the job whenever it has changed, and end with the job when it is over.")
            .Produces(200, contentType: "text/event-stream").WithProblems(404, 429);
    }

    public static AppException NotFound() => new(ErrorCode.NotFound, "There is no such job.");

    private static async Task<Ok<Page<JobResponse>>> List(HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 20, maxLimit: 100);
        var status = page.Choice("status", ["all", .. Enum.GetValues<JobStatus>().Select(SnakeCaseEnum.Write)]);
        page.Check();
        var jobs = db.Jobs.AsNoTracking();
        if (status is not "all")
        {
            var wanted = SnakeCaseEnum.Read<JobStatus>(status);
            jobs = jobs.Where(job => job.Status == wanted);
        }

        if (http.Request.Query["subject"].FirstOrDefault() is { } text)
        {
            // Whatever is no id of a collection is the subject of nothing.
            var subject = EntityId.Parse<CollectionId>(text).ToString();
            jobs = jobs.Where(job => job.Subject == subject);
        }

        var found = await jobs.OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<JobResponse>([.. found.Select(JobResponse.From)], await jobs.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<Ok<JobResponse>> Get(JobId id, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(JobResponse.From(await FindAsync(db, id, cancellationToken)));

    private static async Task<Ok<Page<JobItemResponse>>> Items(JobId id, HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 500);
        var status = page.Choice("status", ["all", .. Enum.GetValues<JobItemStatus>().Select(SnakeCaseEnum.Write)]);
        page.Check();
        await FindAsync(db, id, cancellationToken);
        var items = db.JobItems.AsNoTracking().Where(item => item.JobId == id);
        if (status is not "all")
        {
            var wanted = SnakeCaseEnum.Read<JobItemStatus>(status);
            items = items.Where(item => item.Status == wanted);
        }

        var found = await items.OrderBy(item => item.Ordinal).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<JobItemResponse>([.. found.Select(JobItemResponse.From)], await items.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<Ok<JobResponse>> Cancel(JobId id, ParleyDbContext db, JobQueue queue, CancellationToken cancellationToken)
    {
        await FindAsync(db, id, cancellationToken);
        await queue.CancelAsync(db, id, cancellationToken);
        return TypedResults.Ok(JobResponse.From(await FindAsync(db, id, cancellationToken)));
    }

    private static async Task Events(JobId id, HttpContext http, JobStream stream, StreamLimits streams, CurrentCaller caller, ParleyDbContext db)
    {
        var job = await FindAsync(db, id, http.RequestAborted);
        await using var place = await streams.OpenAsync(caller.Required, http.RequestAborted);
        await stream.WriteAsync(http, job, token => FindAsync(db, id, token));
    }

    private static async Task<Job> FindAsync(ParleyDbContext db, JobId id, CancellationToken cancellationToken) =>
        await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken) ?? throw NotFound();
}
