using Parley.Data;

namespace Parley.Chat;

/// <summary>Consecutive events of a turn as they were committed together; see <see cref="TurnEventCodec"/> for the bytes.</summary>
public sealed class TurnEventBatch : IOwned
{
    public TurnId TurnId { get; set; }

    /// <summary>The sequence number of the first event; the others follow without a gap.</summary>
    public long FirstSequence { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public required byte[] Events { get; set; }
}
