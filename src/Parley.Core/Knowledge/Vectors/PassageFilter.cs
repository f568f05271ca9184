namespace Parley.Knowledge.Vectors;

/// <summary>Which passages a search looks at. Every condition that is given must hold; of a list, one member must.</summary>
public sealed record PassageFilter
{
    /// <summary>At most 1000.</summary>
    public IReadOnlyList<Guid>? Documents { get; init; }

    public IReadOnlyList<string>? MediaTypes { get; init; }

    /// <summary>As ISO 639-1.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The earliest date, inclusive. See <see cref="Library.Document.Date"/> for which that is.</summary>
    public DateTime? From { get; init; }

    /// <summary>The latest date, exclusive.</summary>
    public DateTime? To { get; init; }
}
