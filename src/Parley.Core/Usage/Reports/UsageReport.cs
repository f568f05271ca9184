using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Usage.Reports;

/// <summary>Adds up the ledger.</summary>
public static class UsageReport
{
    /// <summary>The most rows a report has; ask for a shorter time or a coarser grouping beyond it.</summary>
    public const int MaxRows = 10_000;

    /// <param name="entries">The entries to add up, filtered to those who may be seen.</param>
    /// <param name="firstDay">As the ledger writes days, <c>2026-11-01</c>.</param>
    /// <param name="lastDay">The same; this day counts too.</param>
    /// <param name="by">What rows are told apart by; empty for one row.</param>
    public static async Task<IReadOnlyList<UsageRow>> AddUpAsync(
        IQueryable<UsageEntry> entries, string firstDay, string lastDay, IReadOnlySet<UsageDimension> by, CancellationToken cancellationToken)
    {
        var (day, month) = (by.Contains(UsageDimension.Day), by.Contains(UsageDimension.Month));
        var (provider, model, user) = (by.Contains(UsageDimension.Provider), by.Contains(UsageDimension.Model), by.Contains(UsageDimension.User));
        var (persona, feature, key) = (by.Contains(UsageDimension.Persona), by.Contains(UsageDimension.Feature), by.Contains(UsageDimension.Key));
        var conversation = by.Contains(UsageDimension.Conversation);
        return await entries.AsNoTracking()
            .Where(e => string.Compare(e.Day, firstDay) >= 0 && string.Compare(e.Day, lastDay) <= 0 && e.Status != UsageStatus.Reserved)
            .GroupBy(e => new
            {
                Day = day ? e.Day : month ? e.Day.Substring(0, 7) : "",
                Provider = provider || model ? e.Provider : "",
                Model = model ? e.Model : "",
                User = user ? (Guid?)e.OwnerId : null,
                Persona = persona ? e.Persona : "",
                Feature = feature ? e.Feature : "",
                Key = key ? e.KeyId : "",
                Conversation = conversation ? e.ConversationId : "",
            })
            .OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Provider).ThenBy(g => g.Key.Model).ThenBy(g => g.Key.Feature)
            .Take(MaxRows)
            .Select(g => new UsageRow
            {
                Period = g.Key.Day,
                Provider = g.Key.Provider,
                Model = g.Key.Model,
                User = g.Key.User,
                Persona = g.Key.Persona,
                Feature = g.Key.Feature,
                Key = g.Key.Key,
                Conversation = g.Key.Conversation,
                Calls = g.Count(),
                PromptTokens = g.Sum(e => (long)e.PromptTokens),
                CompletionTokens = g.Sum(e => (long)e.CompletionTokens),
                CostNanos = g.Sum(e => e.CostNanos ?? 0),
                UnpricedCalls = g.Count(e => e.CostNanos == null),
                EstimatedCalls = g.Count(e => e.Estimated),
            })
            .ToListAsync(cancellationToken);
    }
}

/// <summary>What a report can tell apart.</summary>
public enum UsageDimension
{
    Day,
    Month,
    Provider,
    Model,
    User,
    Persona,
    Feature,
    Key,
    Conversation,
}

/// <summary>One row of a report. What it is not told apart by is empty.</summary>
public sealed record UsageRow
{
    public string Period { get; init; } = "";

    public string Provider { get; init; } = "";

    public string Model { get; init; } = "";

    public Guid? User { get; init; }

    public string Persona { get; init; } = "";

    public string Feature { get; init; } = "";

    public string Key { get; init; } = "";

    public string? Conversation { get; init; }

    public int Calls { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    /// <summary>Billionths of a dollar, of the calls whose price is known.</summary>
    public long CostNanos { get; init; }

    /// <summary>Calls whose price is not known: they are not in the cost.</summary>
    public int UnpricedCalls { get; init; }

    /// <summary>Calls whose tokens are our count, or a crash's whole reservation.</summary>
    public int EstimatedCalls { get; init; }
}
