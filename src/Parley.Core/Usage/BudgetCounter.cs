namespace Parley.Usage;

/// <summary>What a budget has let through in one of its periods. Kept in step with the ledger's entries, within their transactions.</summary>
public sealed class BudgetCounter
{
    public BudgetId BudgetId { get; set; }

    /// <summary>The day, <c>2026-11-21</c>, or the month, <c>2026-11</c>.</summary>
    public required string PeriodKey { get; set; }

    /// <summary>Settled, in billionths of a dollar.</summary>
    public long SpentNanos { get; set; }

    /// <summary>Promised to calls under way, in billionths of a dollar.</summary>
    public long ReservedNanos { get; set; }
}
