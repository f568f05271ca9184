using Parley.Data;

namespace Parley.Jobs;

/// <summary>One of the things a job does, each for itself: what was done once is not done again after a crash.</summary>
public sealed class JobItem : IOwned
{
    public JobId JobId { get; set; }

    /// <summary>Its place in the job, from 0.</summary>
    public int Ordinal { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    /// <summary>What people know it by: a file's name.</summary>
    public required string Name { get; set; }

    /// <summary>What the handler needs for it, as JSON.</summary>
    public required string Request { get; set; }

    public JobItemStatus Status { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why it failed: a code in snake_case; null while nothing went wrong.</summary>
    public string? Failure { get; set; }

    /// <summary>The same in words for people.</summary>
    public string? Error { get; set; }

    /// <summary>What came of it, such as a document's id.</summary>
    public string? Result { get; set; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>How far an item is.</summary>
public enum JobItemStatus
{
    Waiting,
    Done,

    /// <summary>There was nothing to do.</summary>
    Skipped,
    Failed,
}
