using Parley.Data;

namespace Parley.Audit;

/// <summary>A recorded event. Each is sealed together with the seal of the one before it, so that none can be changed, left out or moved unseen.</summary>
public sealed class AuditEvent : ITenantOwned
{
    public Guid TenantId { get; set; }

    /// <summary>Counts from 1 without gaps within the tenant.</summary>
    public long Sequence { get; set; }

    public DateTime At { get; set; }

    public Guid? ActorId { get; set; }

    /// <summary>The API key that the actor used.</summary>
    public Guid? KeyId { get; set; }

    public required string Action { get; set; }

    public required string Target { get; set; }

    public AuditResult Result { get; set; }

    public required string TraceId { get; set; }

    /// <summary>A JSON object of texts.</summary>
    public required string Details { get; set; }

    /// <summary>Address and user agent with a random salt, as JSON. Taken away when the person is erased; the chain holds without it.</summary>
    public string? Origin { get; set; }

    /// <summary>SHA-256 of <see cref="Origin"/>, which the chain covers in its place.</summary>
    public required string OriginHash { get; set; }

    /// <summary>Names the key that sealed it.</summary>
    public required string ChainKey { get; set; }

    /// <summary>The seal: HMAC-SHA256 over the seal before it and every column but the origin.</summary>
    public required string Hash { get; set; }
}

/// <summary>The end of a tenant's chain; locked by whoever adds to it. Sealed too, so that a tail cannot be cut off unseen.</summary>
public sealed class AuditHead : ITenantOwned
{
    public Guid TenantId { get; set; }

    public long Sequence { get; set; }

    /// <summary>The last event's.</summary>
    public required string Hash { get; set; }

    public required string ChainKey { get; set; }

    public required string Seal { get; set; }
}
