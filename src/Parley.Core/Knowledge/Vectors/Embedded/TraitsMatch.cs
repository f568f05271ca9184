namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>Whether a document holds a <see cref="PassageFilter"/>.</summary>
internal sealed class TraitsMatch(PassageFilter filter)
{
    private readonly HashSet<Guid>? _documents = filter.Documents?.ToHashSet();
    private readonly HashSet<string>? _mediaTypes = filter.MediaTypes?.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>? _languages = filter.Languages?.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>? _tags = filter.Tags?.ToHashSet(StringComparer.Ordinal);

    public bool Holds(PassageTraits traits) =>
        (_documents is null || _documents.Contains(traits.DocumentId))
        && (_mediaTypes is null || _mediaTypes.Contains(traits.MediaType))
        && (_languages is null || (traits.Language is { } language && _languages.Contains(language)))
        && (_tags is null || traits.Tags.Any(_tags.Contains))
        && (filter.From is null || traits.Date >= filter.From)
        && (filter.To is null || traits.Date < filter.To);
}
