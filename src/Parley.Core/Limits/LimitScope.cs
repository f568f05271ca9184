namespace Parley.Limits;

/// <summary>Whose limit it is.</summary>
internal enum LimitScope
{
    User,
    Key,
    Tenant,
    Address,
}
