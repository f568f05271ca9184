using Parley.Data;

namespace Parley.Accounts.Users;

/// <summary>Who somebody is at an identity provider. Issuer and subject together never change; an e-mail address may.</summary>
public sealed class ExternalLogin : ITenantOwned
{
    public required string Issuer { get; set; }

    public required string Subject { get; set; }

    public Guid TenantId { get; set; }

    public UserId UserId { get; set; }

    public DateTime CreatedAt { get; set; }
}
