using Parley.Data;
using Parley.Jobs;
using Parley.Unicode;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Work that goes on behind a request.</summary>
/// <param name="Kind">knowledge.ingest.</param>
/// <param name="Subject">What it is about: the id of a collection.</param>
/// <param name="Status">queued, running, finished, failed or cancelled. A finished one dealt with every item, though some may have failed.</param>
/// <param name="Total">How many items there are; 0 while they are still being found.</param>
/// <param name="Skipped">Items that had not changed.</param>
/// <param name="Error">Why it failed as a whole.</param>
internal sealed record JobResponse(
    JobId Id, string Kind, string? Subject, string Status, int Total, int Done, int Skipped, int Failed, bool CancelRequested, string? Error,
    DateTime CreatedAt, DateTime? StartedAt, DateTime UpdatedAt, DateTime? FinishedAt)
{
    public static JobResponse From(Job job) => new(
        job.Id, job.Kind, job.Subject, SnakeCaseEnum.Write(job.Status), job.Total, job.Done, job.Skipped, job.Failed, job.CancelRequested, job.Error,
        job.CreatedAt, job.StartedAt, job.UpdatedAt, job.FinishedAt);
}

/// <summary>One of the things a job does.</summary>
/// <param name="Name">The file's name, or the address.</param>
/// <param name="Status">waiting, done, skipped or failed.</param>
/// <param name="Failure">Why it failed, as a code: unsupported, encrypted, too_large.</param>
/// <param name="Error">The same in words.</param>
/// <param name="Result">The id of the document it became, or already was.</param>
internal sealed record JobItemResponse(int Ordinal, string Name, string Status, string? Failure, string? Error, string? Result, DateTime UpdatedAt)
{
    public static JobItemResponse From(JobItem item) =>
        new(item.Ordinal, ShownName.Of(item.Name), SnakeCaseEnum.Write(item.Status), item.Failure, item.Error, item.Result, item.UpdatedAt);
}

/// <summary>What was taken on, and is now done behind the request.</summary>
internal sealed record JobStartedResponse(JobResponse Job);
