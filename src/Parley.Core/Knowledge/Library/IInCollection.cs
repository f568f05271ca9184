using Parley.Data;

namespace Parley.Knowledge.Library;

/// <summary>A row that belongs to a collection. Every query sees only those of collections that the caller may read.</summary>
public interface IInCollection : ITenantOwned
{
    CollectionId CollectionId { get; }
}
