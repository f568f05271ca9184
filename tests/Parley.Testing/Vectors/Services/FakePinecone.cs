using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parley.Testing.Vectors.OpenApi;

namespace Parley.Testing.Vectors.Services;

/// <summary>Behaves as Pinecone does towards whoever keeps vectors in one of its indexes, by looking at every vector.</summary>
public sealed class FakePinecone : FakeService
{
    public const string Index = "docs";

    private const int MaxBody = 2 * 1000 * 1000;

    private readonly int _dimensions;
    private readonly string _metric;
    private readonly Dictionary<string, Dictionary<string, Vector>> _namespaces = [];

    private FakePinecone(int dimensions, string metric)
        : base("Api-Key") => (_dimensions, _metric) = (dimensions, metric);

    public IReadOnlyCollection<string> Namespaces => _namespaces.Keys;

    public override int Count => _namespaces.Values.Sum(vectors => vectors.Count);

    public static async Task<FakePinecone> StartAsync(int dimensions, string metric = "cosine")
    {
        var server = new FakePinecone(dimensions, metric);
        server.Descriptions.Add(new("/indexes", await OpenApiDescription.FindAsync("pinecone.db_control.oas.yaml")));
        server.Descriptions.Add(new("/", await OpenApiDescription.FindAsync("pinecone.db_data.oas.yaml")));
        await server.ListenAsync();
        return server;
    }

    protected override (int Status, JsonNode Body) Answer(HttpRequest request, JsonElement? body)
    {
        if (request.ContentLength > MaxBody)
        {
            return (400, Error(3, "Request size exceeds the limit of 2 MB"));
        }

        return (request.Method, request.Path.Value!) switch
        {
            ("GET", $"/indexes/{Index}") => (200, Describe()),
            ("POST", "/describe_index_stats") => (200, Stats()),
            ("POST", "/vectors/upsert") => Upsert(body!.Value),
            ("POST", "/query") => Query(body!.Value),
            ("POST", "/vectors/delete") => Delete(body!.Value),
            ("DELETE", var path) when path.StartsWith("/namespaces/", StringComparison.Ordinal) => DeleteNamespace(path["/namespaces/".Length..]),
            ("GET", _) => (404, new JsonObject { ["error"] = new JsonObject { ["code"] = "NOT_FOUND", ["message"] = "Resource not found" }, ["status"] = 404 }),
            _ => (404, Error(5, "Not found")),
        };
    }

    protected override JsonNode Error(int status, string message) => new JsonObject { ["code"] = status, ["message"] = message, ["details"] = new JsonArray() };

    private JsonObject Describe() => new()
    {
        ["name"] = Index,
        ["dimension"] = _dimensions,
        ["metric"] = _metric,
        ["host"] = Address.Authority,
        ["vector_type"] = "dense",
        ["deletion_protection"] = "disabled",
        ["spec"] = new JsonObject { ["serverless"] = new JsonObject { ["cloud"] = "aws", ["region"] = "us-east-1", ["read_capacity"] = new JsonObject { ["mode"] = "OnDemand", ["status"] = new JsonObject { ["state"] = "Ready" } } } },
        ["status"] = new JsonObject { ["ready"] = true, ["state"] = "Ready" },
    };

    private JsonObject Stats() => new()
    {
        ["dimension"] = _dimensions,
        ["metric"] = _metric,
        ["vectorType"] = "dense",
        ["totalVectorCount"] = _namespaces.Values.Sum(vectors => vectors.Count),
        ["namespaces"] = new JsonObject(_namespaces.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, new JsonObject { ["vectorCount"] = pair.Value.Count }))),
    };

    private (int Status, JsonNode Body) Upsert(JsonElement body)
    {
        var vectors = body.GetProperty("vectors").EnumerateArray().ToList();
        if (vectors.Count > 1000)
        {
            return (400, Error(3, "Too many vectors"));
        }

        var space = Named(body);
        foreach (var vector in vectors)
        {
            float[] values = [.. vector.GetProperty("values").EnumerateArray().Select(number => number.GetSingle())];
            if (values.Length != _dimensions || values.All(value => value == 0))
            {
                return (400, Error(3, values.Length == _dimensions
                    ? "Dense vectors must contain at least one non-zero value."
                    : $"Vector dimension {values.Length} does not match the dimension of the index {_dimensions}"));
            }

            var metadata = vector.GetProperty("metadata");
            CheckMetadata(metadata);
            if (!_namespaces.TryGetValue(space, out var known))
            {
                _namespaces[space] = known = [];
            }

            known[vector.GetProperty("id").GetString()!] = new(values, metadata.Clone());
        }

        return (200, new JsonObject { ["upsertedCount"] = vectors.Count });
    }

    private (int Status, JsonNode Body) Query(JsonElement body)
    {
        float[] query = [.. body.GetProperty("vector").EnumerateArray().Select(number => number.GetSingle())];
        var space = Named(body);
        var found = _namespaces.GetValueOrDefault(space, [])
            .Where(vector => !body.TryGetProperty("filter", out var filter) || PineconeConditions.Holds(filter, vector.Value.Metadata))
            .Select(vector => (Id: vector.Key, Score: TensorPrimitives.CosineSimilarity(query, vector.Value.Values)))
            .OrderByDescending(vector => vector.Score).Take(body.GetProperty("topK").GetInt32());
        return (200, new JsonObject
        {
            ["matches"] = new JsonArray([.. found.Select(vector => new JsonObject { ["id"] = vector.Id, ["score"] = vector.Score })]),
            ["namespace"] = space,
            ["usage"] = new JsonObject { ["readUnits"] = 1 },
        });
    }

    private (int Status, JsonNode Body) Delete(JsonElement body)
    {
        if (!_namespaces.TryGetValue(Named(body), out var known))
        {
            return (404, Error(5, "Namespace not found"));
        }

        var gone = body.TryGetProperty("ids", out var ids)
            ? ids.EnumerateArray().Select(id => id.GetString()!).ToList()
            : known.Where(vector => PineconeConditions.Holds(body.GetProperty("filter"), vector.Value.Metadata)).Select(vector => vector.Key).ToList();
        gone.ForEach(id => known.Remove(id));
        return (200, new JsonObject());
    }

    private (int Status, JsonNode Body) DeleteNamespace(string space) => _namespaces.Remove(space) ? (200, new JsonObject()) : (404, Error(5, "Namespace not found"));

    // Without one it would be the default, which all share.
    private string Named(JsonElement body)
    {
        if (body.TryGetProperty("namespace", out var space) && space.GetString() is { Length: > 0 } name)
        {
            return name;
        }

        Violated($"A request names no namespace: {body}");
        return "";
    }

    private void CheckMetadata(JsonElement metadata)
    {
        var wrong = metadata.EnumerateObject().Where(field => field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            && !(field.Value.ValueKind is JsonValueKind.Array && field.Value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)));
        foreach (var field in wrong)
        {
            Violated($"Metadata must be texts, numbers, truths or lists of texts: {field.Name}");
        }
    }

    private sealed record Vector(float[] Values, JsonElement Metadata);
}
