namespace Parley.Data;

/// <summary>A row that belongs to a tenant. The context filters every such entity by the caller's tenant.</summary>
public interface ITenantOwned
{
    Guid TenantId { get; }
}
