namespace Parley.Cli.Ingest;

/// <summary>How far a job is, here or on a server.</summary>
/// <param name="Status">queued, running, finished, failed or cancelled.</param>
/// <param name="Error">Why it failed as a whole.</param>
internal sealed record JobProgress(string Id, string Status, int Total, int Done, int Skipped, int Failed, string? Error)
{
    public bool IsOver => Status is "finished" or "failed" or "cancelled";
}

/// <param name="Error">Why, in words.</param>
internal sealed record FailedItem(string Name, string? Error);
