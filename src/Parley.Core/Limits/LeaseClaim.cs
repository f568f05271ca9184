namespace Parley.Limits;

/// <summary>One of a limited number of places, held for as long as it is renewed.</summary>
/// <param name="Key">Whose places they are.</param>
/// <param name="Limit">How many there are.</param>
/// <param name="Lifetime">How long it lasts without being renewed: so long a node that died keeps its places.</param>
public sealed record LeaseClaim(string Key, int Limit, TimeSpan Lifetime)
{
    public Guid Id { get; } = Guid.NewGuid();
}
