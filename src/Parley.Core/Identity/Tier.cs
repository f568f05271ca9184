namespace Parley.Identity;

/// <summary>
/// How much a person or a tenant may use, smallest first. What each tier allows is the operator's to set; none of the
/// product is behind one.
/// </summary>
public enum Tier
{
    Free,
    Starter,
    Professional,
    Enterprise,
}
