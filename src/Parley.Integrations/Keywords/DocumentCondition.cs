using System.Text;
using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.Keywords;

/// <summary>Writes a filter as a condition on the documents of passages. Values become parameters.</summary>
internal static class DocumentCondition
{
    /// <returns>What follows the table of passages, and what follows their condition.</returns>
    public static (string Join, string Filter) Of(NpgsqlParameterCollection parameters, PassageFilter filter)
    {
        var condition = new StringBuilder();
        if (filter.Documents is { } documents)
        {
            condition.Append($" AND p.document_id = ANY ({Add(documents.ToArray())})");
        }

        if (filter.MediaTypes is { } mediaTypes)
        {
            condition.Append($" AND d.media_type = ANY ({Add(mediaTypes.ToArray())})");
        }

        if (filter.Languages is { } languages)
        {
            condition.Append($" AND d.language = ANY ({Add(languages.ToArray())})");
        }

        if (filter.Tags is { } tags)
        {
            condition.Append($" AND jsonb_exists_any(d.tags::jsonb, {Add(tags.ToArray())})");
        }

        if (filter.From is { } from)
        {
            condition.Append($" AND coalesce(d.date, d.created_at) >= {Add(Utc(from))}");
        }

        if (filter.To is { } to)
        {
            condition.Append($" AND coalesce(d.date, d.created_at) < {Add(Utc(to))}");
        }

        return (" JOIN knowledge_documents d ON d.id = p.document_id", condition.ToString());

        string Add<TValue>(TValue value) => KeywordConnection.Add(parameters, value);
    }

    private static DateTime Utc(DateTime date) => date.Kind is DateTimeKind.Local ? date.ToUniversalTime() : DateTime.SpecifyKind(date, DateTimeKind.Utc);
}
