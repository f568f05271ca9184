using System.Text.Json.Nodes;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Pinecone;

/// <summary>Says in Pinecone's words which vectors of a namespace are looked at.</summary>
internal static class PineconeFilter
{
    private const string Chunk = "chunk_id";
    private const string Document = "document_id";
    private const string MediaType = "media_type";
    private const string Language = "language";
    private const string Date = "date";
    private const string Tags = "tags";

    /// <summary>Null: all of them.</summary>
    public static JsonObject? Of(PassageFilter? filter)
    {
        var conditions = filter is null ? [] : Conditions(filter).ToArray<JsonNode>();
        return conditions switch
        {
            [] => null,
            [JsonObject one] => one,
            _ => new JsonObject { ["$and"] = new JsonArray(conditions) },
        };
    }

    /// <summary>Every vector of these passages.</summary>
    public static JsonObject Of(IEnumerable<Guid> chunks) => In(Chunk, chunks.Select(Text));

    /// <summary>As dates are kept: in microseconds since 1970, which a double holds exactly.</summary>
    public static long Microseconds(DateTime date) => (VectorChecks.Utc(date) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static IEnumerable<JsonObject> Conditions(PassageFilter filter)
    {
        if (filter.Documents is { } documents)
        {
            yield return In(Document, documents.Select(Text));
        }

        if (filter.MediaTypes is { } mediaTypes)
        {
            yield return In(MediaType, VectorChecks.Fold(mediaTypes));
        }

        if (filter.Languages is { } languages)
        {
            yield return In(Language, VectorChecks.Fold(languages));
        }

        if (filter.Tags is { } tags)
        {
            yield return In(Tags, tags);
        }

        if (filter.From is { } from)
        {
            yield return Compare("$gte", from);
        }

        if (filter.To is { } to)
        {
            yield return Compare("$lt", to);
        }
    }

    private static JsonObject In(string field, IEnumerable<string> values) =>
        new() { [field] = new JsonObject { ["$in"] = new JsonArray([.. values.Distinct().Select(value => JsonValue.Create(value))]) } };

    private static JsonObject Compare(string operation, DateTime date) => new() { [Date] = new JsonObject { [operation] = Microseconds(date) } };

    private static string Text(Guid id) => id.ToString();
}
