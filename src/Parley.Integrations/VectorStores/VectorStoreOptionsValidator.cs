using Microsoft.Extensions.Options;
using Parley.Integrations.Databases;
using Parley.Integrations.VectorStores.Pinecone;
using Parley.Integrations.VectorStores.Qdrant;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores;

/// <summary>Says what the chosen store lacks, by the names people set it by.</summary>
internal sealed class VectorStoreOptionsValidator(
    IOptions<DatabaseOptions> database, IOptions<QdrantOptions> qdrant, IOptions<PineconeOptions> pinecone) : IValidateOptions<VectorStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, VectorStoreOptions options)
    {
        var problems = Problems(options.Store).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string? store)
    {
        if (store is not (null or "embedded" or "pgvector" or "qdrant" or "pinecone"))
        {
            yield return $"VECTOR_STORE is '{store}'. It must be one of embedded, pgvector, qdrant, pinecone.";
        }

        if (IsSet(qdrant.Value.ApiKey) && !IsSet(qdrant.Value.Url))
        {
            yield return "QDRANT_API_KEY is set without QDRANT_URL. Set both, or neither.";
        }
        else if (store is "qdrant" && !IsSet(qdrant.Value.Url))
        {
            yield return "VECTOR_STORE is qdrant, which needs QDRANT_URL: the address of its REST API, such as http://localhost:6333.";
        }

        if (store is "pinecone" && !IsSet(pinecone.Value.ApiKey))
        {
            yield return "VECTOR_STORE is pinecone, which needs PINECONE_API_KEY.";
        }

        if (store is "pinecone" && !IsSet(pinecone.Value.Host) && !IsSet(pinecone.Value.Index))
        {
            yield return "VECTOR_STORE is pinecone, which needs PINECONE_INDEX, the name of an index, or PINECONE_HOST, its address.";
        }

        if (IsSet(pinecone.Value.Host) && !IsAddress(pinecone.Value.Host!.Trim()))
        {
            yield return "PINECONE_HOST must be the host of an index, such as docs-a1b2c3.svc.us-east1-gcp.pinecone.io.";
        }

        if (store is "pgvector" && !database.Value.IsPostgres)
        {
            yield return "VECTOR_STORE is pgvector, which needs PostgreSQL: set DATABASE_URL to one, or choose another store.";
        }
    }

    private static bool IsSet(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsAddress(string host) =>
        Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : $"https://{host}", UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };
}
