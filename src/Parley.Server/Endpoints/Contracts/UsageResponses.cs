using System.ComponentModel;
using Parley.Data;
using Parley.Usage;
using Parley.Usage.Reports;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>What was used, in rows.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
internal sealed record UsageResponse(string From, string To, UsageRowResponse Total, IReadOnlyList<UsageRowResponse> Rows);

/// <summary>One row: what it is told apart by, and the sums. Fields that the report does not group by are left out.</summary>
internal sealed record UsageRowResponse
{
    [Description("The day or the month.")]
    public string? Period { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? User { get; init; }

    public string? Persona { get; init; }

    public string? Feature { get; init; }

    public string? Key { get; init; }

    public string? Conversation { get; init; }

    public required int Calls { get; init; }

    public required long PromptTokens { get; init; }

    public required long CompletionTokens { get; init; }

    [Description("US dollars, of the calls whose price is known.")]
    public required decimal Cost { get; init; }

    [Description("Calls whose price is not known. Their cost is missing above.")]
    public required int UnpricedCalls { get; init; }

    [Description("Calls whose tokens the provider did not tell.")]
    public required int EstimatedCalls { get; init; }

    public static UsageRowResponse From(UsageRow row) => new()
    {
        Period = Given(row.Period),
        Provider = Given(row.Provider),
        Model = Given(row.Model),
        User = row.User?.ToString(),
        Persona = Given(row.Persona),
        Feature = Given(row.Feature),
        Key = Given(row.Key),
        Conversation = Given(row.Conversation),
        Calls = row.Calls,
        PromptTokens = row.PromptTokens,
        CompletionTokens = row.CompletionTokens,
        Cost = row.CostNanos / 1e9m,
        UnpricedCalls = row.UnpricedCalls,
        EstimatedCalls = row.EstimatedCalls,
    };

    public static UsageRowResponse Sum(IReadOnlyList<UsageRow> rows) => From(new UsageRow
    {
        Calls = rows.Sum(row => row.Calls),
        PromptTokens = rows.Sum(row => row.PromptTokens),
        CompletionTokens = rows.Sum(row => row.CompletionTokens),
        CostNanos = rows.Sum(row => row.CostNanos),
        UnpricedCalls = rows.Sum(row => row.UnpricedCalls),
        EstimatedCalls = rows.Sum(row => row.EstimatedCalls),
    });

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A budget and how it stands.</summary>
internal sealed record BudgetResponse(
    BudgetId Id, string Scope, string Subject, string Period, decimal Limit, decimal Spent, decimal Reserved, decimal Remaining, DateTimeOffset ResetsAt)
{
    public static BudgetResponse From(BudgetState state) => new(
        state.Budget.Id, SnakeCaseEnum.Write(state.Budget.Scope), state.Budget.Subject, SnakeCaseEnum.Write(state.Budget.Period),
        state.Budget.LimitNanos / 1e9m, state.SpentNanos / 1e9m, state.ReservedNanos / 1e9m, state.RemainingNanos / 1e9m, state.ResetsAt);
}

internal sealed record BudgetsResponse(IReadOnlyList<BudgetResponse> Data);

/// <summary>Makes a budget.</summary>
internal sealed record CreateBudgetRequest
{
    [Description("tenant, user, key, model, persona or feature.")]
    public string? Scope { get; init; }

    [Description("Whose: a user's id (me for oneself), a key's id, provider/model, a persona's id, a feature's name. Left out for tenant.")]
    public string? Subject { get; init; }

    [Description("day or month, in UTC.")]
    public string? Period { get; init; }

    [Description("US dollars, more than 0 and at most 10,000,000.")]
    public decimal? Limit { get; init; }
}

/// <summary>Changes a budget.</summary>
internal sealed record UpdateBudgetRequest
{
    [Description("US dollars, more than 0 and at most 10,000,000.")]
    public decimal? Limit { get; init; }
}
