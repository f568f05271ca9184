using System.ComponentModel.DataAnnotations;

namespace Parley.Jobs;

/// <summary>How background work is done. Section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>Whether this process looks for work. Default true; the terminal does only what it was asked for itself.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many items are worked on at once, whatever job they are of, and how many jobs. Default 0: as many as there are processors. 0 to 64.</summary>
    [Range(0, 64)]
    public int Workers { get; set; }

    /// <summary>How long a job stays a worker's without a sign of life. Default 30 s; 2 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker without work looks for some, and one with work whether it was cancelled elsewhere. Default 1 s; 0.05 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an item is tried that fails for no reason of its own. Default 4; 1 to 20.</summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 4;

    /// <summary>How long a job waits after its first failure; twice as long after each further one, up to a minute. Default 2 s; 0.01 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long ended jobs are kept. Default 30 days; 1 hour to 10 years.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    public int EffectiveWorkers => Workers > 0 ? Workers : Environment.ProcessorCount;
}
