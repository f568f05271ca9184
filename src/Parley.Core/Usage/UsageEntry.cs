using Parley.Data;

namespace Parley.Usage;

/// <summary>
/// One call to a model, as the ledger has it: written before the call with the most it can cost, and settled after it with
/// what it did cost. A call that never came to its end is settled too.
/// </summary>
public sealed class UsageEntry : IOwned
{
    public UsageEntryId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>The person on whose behalf.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>What the call was for: chat, extract, classify, api, embed.</summary>
    public required string Feature { get; set; }

    public required string Provider { get; set; }

    public required string Model { get; set; }

    /// <summary>The persona with its version; empty for none.</summary>
    public required string Persona { get; set; }

    /// <summary>The API key; empty for none.</summary>
    public required string KeyId { get; set; }

    public string? ConversationId { get; set; }

    public UsageStatus Status { get; set; }

    /// <summary>The process that made the call, see <see cref="INodeLease"/>.</summary>
    public required string NodeId { get; set; }

    /// <summary>The UTC day it counts for, <c>2026-11-21</c>: the day it began.</summary>
    public required string Day { get; set; }

    /// <summary>The most it can cost, in billionths of a dollar.</summary>
    public long ReservedNanos { get; set; }

    /// <summary>What it cost, in billionths of a dollar. Null until settled, and where no price is known.</summary>
    public long? CostNanos { get; set; }

    public int PromptTokens { get; set; }

    public int CompletionTokens { get; set; }

    /// <summary>Whether the tokens are our count, because the provider did not say.</summary>
    public bool Estimated { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? SettledAt { get; set; }
}

/// <summary>Where an entry stands.</summary>
public enum UsageStatus
{
    /// <summary>The call is under way, or its process died during it.</summary>
    Reserved,

    /// <summary>It is over, and this is what it cost.</summary>
    Settled,

    /// <summary>Its process died. Nobody knows what the provider charged, so the whole reservation counts.</summary>
    Recovered,
}
