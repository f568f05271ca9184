using System.Globalization;
using Parley.Identity;

namespace Parley.Usage;

/// <summary>Who and what a call is charged to.</summary>
public sealed record UsageCharge(Caller Caller, string Feature, string Provider, string Model)
{
    /// <summary>The persona with its version, <c>support@3</c>; null for none.</summary>
    public string? Persona { get; init; }

    public string? KeyId { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>The subject a budget of that scope would have to have to hold for this call; null when none can.</summary>
    public string? SubjectOf(BudgetScope scope) => scope switch
    {
        BudgetScope.Tenant => "",
        BudgetScope.User => UserSubject(Caller.UserId),
        BudgetScope.Key => KeyId,
        BudgetScope.Model => $"{Provider}/{Model}",
        BudgetScope.Persona => Persona?.Split('@')[0],
        BudgetScope.Feature => Feature,
        _ => null,
    };

    /// <summary>How a budget names a person.</summary>
    public static string UserSubject(Guid user) => user.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A place in the ledger, held while the call runs.</summary>
/// <param name="ReservedNanos">The most the call can cost; 0 where no price is known.</param>
public sealed record UsageReservation(UsageEntryId Id, UsageCharge Charge, string Day, long ReservedNanos);

/// <summary>What a call used.</summary>
/// <param name="CostNanos">Billionths of a dollar; null where no price is known.</param>
/// <param name="Estimated">Whether the tokens are our count.</param>
public sealed record UsageOutcome(int PromptTokens, int CompletionTokens, long? CostNanos, bool Estimated);
