namespace Parley.Knowledge.Library;

/// <summary>What people say of a collection. Null: as it is, or for a new one the default.</summary>
public sealed record CollectionContent
{
    public const int MaxName = 100;
    public const int MaxDescription = 2000;
    public const int MaxGroups = 50;

    public string? Name { get; init; }

    public string? Description { get; init; }

    public Sharing? Sharing { get; init; }

    /// <summary>Those it is shared with while <see cref="Sharing"/> is <see cref="Library.Sharing.Groups"/>.</summary>
    public IReadOnlyList<Guid>? Groups { get; init; }

    /// <summary>An empty choice takes an earlier one back.</summary>
    public ChunkingChoice? Chunking { get; init; }
}
