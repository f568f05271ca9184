using Parley.Data;

namespace Parley.Jobs;

/// <summary>Work that goes on behind a request, and survives the process: whichever node finds it without a worker goes on with it.</summary>
public sealed class Job : IOwned
{
    public JobId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>Who asked for it, and on whose behalf it is done.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>Which handler does it: <c>knowledge.ingest</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>What the handler was told, as JSON.</summary>
    public required string Request { get; set; }

    /// <summary>What it is about, such as a collection's id. Jobs about one thing are done one after the other.</summary>
    public string? Subject { get; set; }

    public JobStatus Status { get; set; }

    /// <summary>Whether somebody asked it to stop.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>How many items there are; rises while they are still being found.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    /// <summary>Those that needed nothing, because they had not changed.</summary>
    public int Skipped { get; set; }

    public int Failed { get; set; }

    /// <summary>How often a worker began it.</summary>
    public int Attempts { get; set; }

    /// <summary>Which worker has it; null for none.</summary>
    public Guid? Worker { get; set; }

    /// <summary>Until when it is the worker's; past it, another may take it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Why it failed as a whole, in words for people.</summary>
    public string? Error { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    public DateTime? FinishedAt { get; set; }
}

/// <summary>How far a job is.</summary>
public enum JobStatus
{
    Queued,
    Running,

    /// <summary>Every item was dealt with, though some may have failed.</summary>
    Finished,

    /// <summary>It could not go on.</summary>
    Failed,
    Cancelled,
}
