namespace Parley.Identity;

/// <summary>What every <see cref="IEntityId{TSelf}"/> can do.</summary>
public static class EntityId
{
    public static TId New<TId>()
        where TId : struct, IEntityId<TId> =>
        TId.From(Guid.CreateVersion7());

    /// <summary>
    /// Never fails: what is not an id of this kind becomes the empty id, which no row has. A malformed id is thus answered
    /// exactly as one that does not exist, and tells a stranger nothing.
    /// </summary>
    public static TId Parse<TId>(string? text)
        where TId : struct, IEntityId<TId> =>
        TId.From(TypeId.Decode(TId.Prefix, text));
}
