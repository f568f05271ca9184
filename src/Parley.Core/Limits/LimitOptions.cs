using System.ComponentModel.DataAnnotations;
using Parley.Identity;

namespace Parley.Limits;

/// <summary>How much each caller may ask for. Section <c>Limits</c>.</summary>
public sealed class LimitOptions : IValidatableObject
{
    /// <summary>
    /// Whether there are limits. Default: with accounts; for the one person of single-user mode only when
    /// <see cref="Requests"/> is set.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>Requests of a person in each window, whatever the tier (RATE_LIMIT_REQUESTS). Default: the tier's. 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int? Requests { get; set; }

    /// <summary>The time for which requests are counted (RATE_LIMIT_WINDOW). Default 1 min; 1 s to 1 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    public TierLimits Free { get; } = new() { Requests = 10, Tokens = 10_000 };

    public TierLimits Starter { get; } = new() { Requests = 60, Tokens = 60_000 };

    public TierLimits Professional { get; } = new() { Requests = 300, Tokens = 300_000 };

    public TierLimits Enterprise { get; } = new() { Requests = 1000, Tokens = 1_000_000 };

    /// <summary>How many times as many of the requests that reach no model. Default 10; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int GeneralFactor { get; set; } = 10;

    /// <summary>At least so many of those. Default 600; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int GeneralMinimum { get; set; } = 600;

    /// <summary>What all people of a tenant may use together, in times of what each may. Default 20; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int TenantFactor { get; set; } = 20;

    /// <summary>Requests of each network address in a minute by those who did not say who they are. Default 60; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int AnonymousRequests { get; set; } = 60;

    /// <summary>Streams a person may have open at once. Default 50; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int Streams { get; set; } = 50;

    /// <summary>How long the streams of a node that died still count. Default 1 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StreamLease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many subjects are told apart in memory; what comes beyond shares. Default 50,000 (32 MB); 100 to 10,000,000.</summary>
    [Range(100, 10_000_000)]
    public int MaxSubjects { get; set; } = 50_000;

    /// <summary>The longest a request waits for shared counts before this node counts by itself. Default 250 ms; 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan SharedTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it then looks whether they are back. Default 2 s; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan SharedRetry { get; set; } = TimeSpan.FromSeconds(2);

    public bool IsEnabled => Enabled ?? Requests is not null;

    public TierLimits Of(Tier tier) => tier switch
    {
        Tier.Enterprise => Enterprise,
        Tier.Professional => Professional,
        Tier.Starter => Starter,
        _ => Free,
    };

    // Attributes of nested options are not looked at by themselves.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var results = new List<ValidationResult>();
        foreach (var tier in Enum.GetValues<Tier>())
        {
            Validator.TryValidateObject(Of(tier), new(Of(tier)) { MemberName = $"{tier}" }, results, validateAllProperties: true);
        }

        return results;
    }
}
