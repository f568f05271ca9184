using System.Collections.Frozen;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>A filter made ready to be asked of many documents.</summary>
internal sealed class TraitTest(PassageFilter filter)
{
    private readonly FrozenSet<Guid>? _documents = filter.Documents?.ToFrozenSet();

    public bool Holds(PassageTraits traits) =>
        (_documents is null || _documents.Contains(traits.DocumentId))
        && (filter.MediaTypes is null || filter.MediaTypes.Contains(traits.MediaType))
        && (filter.Languages is null || (traits.Language is { } language && filter.Languages.Contains(language)))
        && (filter.Tags is null || filter.Tags.Any(traits.Tags.Contains))
        && (filter.From is null || traits.Date >= filter.From)
        && (filter.To is null || traits.Date < filter.To);
}
