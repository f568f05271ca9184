namespace Parley.Data;

/// <summary>A row that belongs to a tenant and, within it, to a person. The context filters every such entity by both.</summary>
public interface IOwned
{
    Guid TenantId { get; }

    Guid OwnerId { get; }
}
