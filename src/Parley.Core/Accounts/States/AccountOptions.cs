using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.States;

/// <summary>How accounts behave. Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>
    /// How soon another node learns that somebody was disabled, signed out or given another role. The node where it
    /// happened knows at once. Default 3 s; 0 to 30 s. Each active person costs a query in this time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan StateMaxAge { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Sign-ins of one person at a time; one more ends the oldest. Default 50; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxSessions { get; set; } = 50;
}
