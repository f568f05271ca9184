using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Qdrant;

/// <summary>Says in Qdrant's words which points are looked at. Fields not named by it are not filtered by.</summary>
internal static class QdrantFilter
{
    public const string Tenant = "tenant_id";
    public const string Collection = "collection_id";
    public const string Chunk = "chunk_id";
    public const string Document = "document_id";
    public const string MediaType = "media_type";
    public const string Language = "language";
    public const string Date = "date";
    public const string Tags = "tags";

    /// <summary>The points of these spaces, which are of one embedder, that hold the filter.</summary>
    public static QdrantCondition Of(IEnumerable<VectorSpace> spaces, PassageFilter? filter)
    {
        var tenants = spaces.GroupBy(space => space.TenantId, space => space.CollectionId).Select(Of).ToList();
        List<QdrantCondition> must = tenants is [{ Must: { } one }] ? [.. one] : [new() { Should = tenants }];
        if (filter is not null)
        {
            must.AddRange(Of(filter));
        }

        return new() { Must = must };
    }

    /// <summary>Every point of these passages.</summary>
    public static QdrantCondition Of(VectorSpace space, IEnumerable<Guid> chunks) =>
        new() { Must = [.. Of([space], null).Must!, Any(Chunk, chunks.Select(Text))] };

    private static QdrantCondition Of(IGrouping<Guid, Guid> tenant) =>
        new() { Must = [Any(Tenant, [Text(tenant.Key)]), Any(Collection, tenant.Select(Text))] };

    private static IEnumerable<QdrantCondition> Of(PassageFilter filter)
    {
        if (filter.Documents is { } documents)
        {
            yield return Any(Document, documents.Select(Text));
        }

        if (filter.MediaTypes is { } mediaTypes)
        {
            yield return Any(MediaType, VectorChecks.Fold(mediaTypes));
        }

        if (filter.Languages is { } languages)
        {
            yield return Any(Language, VectorChecks.Fold(languages));
        }

        if (filter.Tags is { } tags)
        {
            yield return Any(Tags, tags);
        }

        if (filter.From is not null || filter.To is not null)
        {
            yield return new() { Key = Date, Range = new(Utc(filter.From), Utc(filter.To)) };
        }
    }

    private static QdrantCondition Any(string key, IEnumerable<string> values) => new() { Key = key, Match = new([.. values.Distinct()]) };

    private static string Text(Guid id) => id.ToString();

    private static DateTime? Utc(DateTime? date) => date is { } given ? VectorChecks.Utc(given) : null;
}
