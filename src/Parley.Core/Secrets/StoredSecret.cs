namespace Parley.Secrets;

/// <summary>A secret in the database, encrypted.</summary>
public sealed class StoredSecret
{
    public required string Name { get; set; }

    /// <summary>As <see cref="SecretProtector"/> writes it.</summary>
    public required string Value { get; set; }

    public DateTime UpdatedAt { get; set; }
}
