using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parley.Testing.Vectors.OpenApi;

namespace Parley.Testing.Vectors.Services;

/// <summary>Behaves as a Qdrant server does towards whoever keeps vectors in it, by looking at every point.</summary>
public sealed class FakeQdrant : FakeService
{
    /// <summary>As often does Qdrant search for groups at most.</summary>
    private const int GroupSearches = 5;

    private readonly Dictionary<string, Collection> _collections = [];

    private FakeQdrant()
        : base("api-key")
    {
    }

    /// <summary>The names of its collections.</summary>
    public IReadOnlyCollection<string> Collections => _collections.Keys;

    /// <summary>How many points there are.</summary>
    public int Points => _collections.Values.Sum(collection => collection.Points.Count);

    public override int Count => Points;

    /// <summary>The fields that have an index.</summary>
    public IReadOnlyCollection<string> Indexes => [.. _collections.Values.SelectMany(collection => collection.Indexes).Distinct()];

    public static async Task<FakeQdrant> StartAsync()
    {
        var server = new FakeQdrant();
        server.Descriptions.Add(new("/", await OpenApiDescription.FindAsync("qdrant.openapi.json")));
        await server.ListenAsync();
        return server;
    }

    /// <summary>As somebody who tidies up would.</summary>
    public void DropCollections() => _collections.Clear();

    protected override (int Status, JsonNode Body) Answer(HttpRequest request, JsonElement? body)
    {
        string[] steps = [.. request.Path.Value!.Split('/').Skip(1)];
        var rest = string.Join('/', steps.Skip(2));
        var known = _collections.TryGetValue(steps[1], out var collection);
        return (request.Method, rest) switch
        {
            ("GET", "exists") => Ok(new JsonObject { ["exists"] = known }),
            ("PUT", "") when known => (409, Error(409, $"Wrong input: Collection `{steps[1]}` already exists!")),
            ("PUT", "") => Create(steps[1], body!.Value),
            _ when !known => (404, Error(404, $"Not found: Collection `{steps[1]}` doesn't exist!")),
            ("PUT", "index") => Index(collection!, body!.Value),
            ("PUT", "points") => Upsert(collection!, body!.Value, request),
            ("POST", "points/delete") => Delete(collection!, body!.Value, request),
            ("POST", "points/query/groups") => Query(collection!, body!.Value),
            _ => (404, Error(404, "")),
        };
    }

    protected override JsonNode Error(int status, string message) => new JsonObject { ["status"] = new JsonObject { ["error"] = message }, ["time"] = 0.001 };

    private static (int Status, JsonNode Body) Ok(JsonNode result) => (200, new JsonObject { ["result"] = result, ["status"] = "ok", ["time"] = 0.001 });

    private (int Status, JsonNode Body) Create(string name, JsonElement body)
    {
        var vectors = body.GetProperty("vectors");
        if (vectors.GetProperty("distance").GetString() is not "Cosine")
        {
            Violated("Only cosines are known here.");
        }

        _collections[name] = new(vectors.GetProperty("size").GetInt32());
        return Ok(true);
    }

    private static (int Status, JsonNode Body) Index(Collection collection, JsonElement body)
    {
        collection.Indexes.Add(body.GetProperty("field_name").GetString()!);
        return Updated();
    }

    private (int Status, JsonNode Body) Upsert(Collection collection, JsonElement body, HttpRequest request)
    {
        CheckWait(request);
        foreach (var point in body.GetProperty("points").EnumerateArray())
        {
            float[] vector = [.. point.GetProperty("vector").EnumerateArray().Select(number => number.GetSingle())];
            if (vector.Length != collection.Size)
            {
                return (400, Error(400, $"Wrong input: Vector dimension error: expected dim: {collection.Size}, got {vector.Length}"));
            }

            TensorPrimitives.Divide(vector, Math.Max(TensorPrimitives.Norm<float>(vector), float.Epsilon), vector);
            collection.Points[point.GetProperty("id").GetGuid()] = new(vector, point.GetProperty("payload").Clone());
        }

        return Updated();
    }

    private (int Status, JsonNode Body) Delete(Collection collection, JsonElement body, HttpRequest request)
    {
        CheckWait(request);
        if (body.TryGetProperty("points", out var ids))
        {
            ids.EnumerateArray().ToList().ForEach(id => collection.Points.Remove(id.GetGuid()));
            return Updated();
        }

        var filter = body.GetProperty("filter");
        CheckSpaces(filter);
        foreach (var id in collection.Points.Where(point => QdrantConditions.Holds(filter, point.Value.Payload)).Select(point => point.Key).ToList())
        {
            collection.Points.Remove(id);
        }

        return Updated();
    }

    private (int Status, JsonNode Body) Query(Collection collection, JsonElement body)
    {
        var filter = body.GetProperty("filter");
        CheckSpaces(filter);
        float[] query = [.. body.GetProperty("query").EnumerateArray().Select(number => number.GetSingle())];
        if (query.Length != collection.Size)
        {
            return (400, Error(400, $"Wrong input: Vector dimension error: expected dim: {collection.Size}, got {query.Length}"));
        }

        var (by, limit) = (body.GetProperty("group_by").GetString()!, body.GetProperty("limit").GetInt32());
        var nearest = collection.Points.Where(point => QdrantConditions.Holds(filter, point.Value.Payload))
            .Select(point => (Id: point.Key, Group: point.Value.Payload.GetProperty(by).GetString()!, Score: TensorPrimitives.CosineSimilarity(query, point.Value.Vector)))
            .OrderByDescending(point => point.Score).ToList();
        var groups = new Dictionary<string, (Guid Id, float Score)>();
        for (var search = 0; search < GroupSearches && groups.Count < limit; search++)
        {
            foreach (var (id, group, score) in nearest.Where(point => !groups.ContainsKey(point.Group)).Take(limit).ToList())
            {
                groups.TryAdd(group, (id, score));
            }
        }

        return Ok(new JsonObject
        {
            ["groups"] = new JsonArray([.. groups.OrderByDescending(group => group.Value.Score).Take(limit).Select(group => new JsonObject
            {
                ["id"] = group.Key,
                ["hits"] = new JsonArray(new JsonObject { ["id"] = group.Value.Id.ToString(), ["version"] = 1, ["score"] = group.Value.Score }),
            })]),
        });
    }

    // What returns before it is done would not hold what the contract promises.
    private void CheckWait(HttpRequest request)
    {
        if (request.Query["wait"] != "true")
        {
            Violated($"{request.Path} does not wait.");
        }
    }

    private void CheckSpaces(JsonElement filter)
    {
        if (!QdrantConditions.Demands(filter, "tenant_id") || !QdrantConditions.Demands(filter, "collection_id"))
        {
            Violated($"A filter does not name its tenant and collection: {filter}");
        }
    }

    private static (int Status, JsonNode Body) Updated() => Ok(new JsonObject { ["operation_id"] = 1, ["status"] = "completed" });

    private sealed record Collection(int Size)
    {
        public Dictionary<Guid, Point> Points { get; } = [];

        public HashSet<string> Indexes { get; } = [];
    }

    private sealed record Point(float[] Vector, JsonElement Payload);
}
