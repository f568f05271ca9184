namespace Parley.Models.Keys;

/// <summary>A provider that is called with a key, and so can be given one while Parley runs.</summary>
public interface IKeyedProvider : IModelProvider
{
    ProviderKey Key { get; }
}
