namespace Parley.Data;

/// <summary>A row that belongs to a person within a tenant. The context filters every such entity by both.</summary>
public interface IOwned : ITenantOwned
{
    Guid OwnerId { get; }
}
