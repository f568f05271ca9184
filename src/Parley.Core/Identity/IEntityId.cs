namespace Parley.Identity;

/// <summary>
/// A strongly typed id. Inside it is a UUIDv7, which sorts by creation; outside it is a prefix and 26 characters of
/// Crockford's base 32, as the TypeID specification writes it: <c>conv_01h455vb4pex5vsknk084sn02q</c>.
/// </summary>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    static abstract string Prefix { get; }

    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
