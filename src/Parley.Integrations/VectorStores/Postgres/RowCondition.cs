using System.Text;
using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>Writes which rows a statement looks at. There is none that does not name its spaces.</summary>
internal static class RowCondition
{
    /// <summary>The rows of these spaces, which are of one embedder, that hold the filter. Values become parameters.</summary>
    public static string Of(NpgsqlParameterCollection parameters, IEnumerable<VectorSpace> spaces, PassageFilter? filter = null)
    {
        var tenants = spaces.GroupBy(space => space.TenantId, space => space.CollectionId)
            .Select(tenant => $"(tenant_id = {Add(parameters, tenant.Key)} AND collection_id = ANY ({Add(parameters, tenant.Distinct().ToArray())}))");
        var condition = new StringBuilder($"({string.Join(" OR ", tenants)})");
        if (filter is not null)
        {
            AddFilter(condition, parameters, filter);
        }

        return condition.ToString();
    }

    /// <summary>Adds a value by its place.</summary>
    public static string Add<TValue>(NpgsqlParameterCollection parameters, TValue value)
    {
        parameters.Add(new NpgsqlParameter<TValue> { TypedValue = value });
        return $"${parameters.Count}";
    }

    private static void AddFilter(StringBuilder condition, NpgsqlParameterCollection parameters, PassageFilter filter)
    {
        if (filter.Documents is { } documents)
        {
            condition.Append($" AND document_id = ANY ({Add(parameters, documents.ToArray())})");
        }

        if (filter.MediaTypes is { } mediaTypes)
        {
            condition.Append($" AND media_type = ANY ({Add(parameters, VectorChecks.Fold(mediaTypes))})");
        }

        if (filter.Languages is { } languages)
        {
            condition.Append($" AND language = ANY ({Add(parameters, VectorChecks.Fold(languages))})");
        }

        if (filter.Tags is { } tags)
        {
            condition.Append($" AND tags && {Add(parameters, tags.ToArray())}");
        }

        if (filter.From is { } from)
        {
            condition.Append($" AND date >= {Add(parameters, VectorChecks.Utc(from))}");
        }

        if (filter.To is { } to)
        {
            condition.Append($" AND date < {Add(parameters, VectorChecks.Utc(to))}");
        }
    }
}
