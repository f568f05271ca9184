using System.Text;
using System.Text.Json;
using Parley.Testing.Vectors.OpenApi;
using Parley.Testing.Vectors.Services;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>That the doubles of the services do see what is wrong.</summary>
public sealed class OpenApiDescriptionTests
{
    private const string Description = """
        {
          "paths": {
            "/things/{id}": {
              "put": {
                "parameters": [{ "in": "query", "name": "wait", "required": true }, { "in": "header", "name": "X-Version", "required": true }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                "responses": { "200": { "content": { "application/json": { "schema": { "type": "object", "required": ["ok"], "properties": { "ok": { "type": "boolean" } } } } } } }
              }
            }
          },
          "components": {
            "schemas": {
              "Thing": {
                "type": "object",
                "required": ["name"],
                "properties": {
                  "name": { "type": "string", "minLength": 1, "maxLength": 5 },
                  "id": { "anyOf": [{ "type": "string", "format": "uuid" }, { "type": "integer", "minimum": 0 }] },
                  "parent": { "anyOf": [{ "$ref": "#/components/schemas/Thing" }, { "nullable": true }] },
                  "kind": { "type": "string", "enum": ["a", "b"] },
                  "sizes": { "type": "array", "maxItems": 2, "uniqueItems": true, "items": { "type": "number", "format": "float" } }
                }
              }
            }
          }
        }
        """;

    private readonly OpenApiDescription _description = OpenApiDescription.Read(Description);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","id":7,"kind":"a","sizes":[1,2.5],"parent":{"name":"y","parent":null}}""")]
    [InlineData("""{"name":"x","id":"0198c0de-0000-7000-8000-000000000000"}""")]
    public void Request_AsDescribed_IsRight(string body) => Assert.Empty(Check(body));

    [Theory]
    [InlineData("""{}""", "lacks name")]
    [InlineData("""{"name":""}""", "at least")]
    [InlineData("""{"name":"toolong"}""", "at most")]
    [InlineData("""{"name":1}""", "must be string")]
    [InlineData("""{"name":"x","id":"7"}""", "no alternative")]
    [InlineData("""{"name":"x","id":-1}""", "no alternative")]
    [InlineData("""{"name":"x","kind":"c"}""", "must be one of")]
    [InlineData("""{"name":"x","sizes":[1,1]}""", "twice")]
    [InlineData("""{"name":"x","sizes":[1,2,3]}""", "at most")]
    [InlineData("""{"name":"x","sizes":["1"]}""", "$.sizes[0] must be number")]
    [InlineData("""{"name":"x","parent":{}}""", "no alternative")]
    [InlineData("""{"name":"x","parent":7}""", "no alternative")]
    [InlineData("""{"name":"x","nmae":"y"}""", "not known")]
    public void Request_NotAsDescribed_IsTold(string body, string problem) => Assert.Contains(Check(body), told => told.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Request_WrongPlaceOrParameters_IsTold()
    {
        var thing = JsonSerializer.SerializeToElement(new { name = "x" });

        Assert.Contains("there is no POST", Assert.Single(_description.CheckRequest("POST", "/things/1", ["wait"], ["x-version"], thing)), StringComparison.Ordinal);
        Assert.Contains("there is no PUT", Assert.Single(_description.CheckRequest("PUT", "/things/1/2", ["wait"], ["x-version"], thing)), StringComparison.Ordinal);
        Assert.Equal(2, _description.CheckRequest("PUT", "/things/1", [], [], thing).Count);
        Assert.Contains("unknown wiat", Assert.Single(_description.CheckRequest("PUT", "/things/1", ["wait", "wiat"], ["x-version"], thing)), StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Single(_description.CheckRequest("PUT", "/things/1", ["wait"], ["x-version"], null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_NotAsDescribed_IsTold()
    {
        Assert.Empty(_description.CheckAnswer("PUT", "/things/1", 200, JsonSerializer.SerializeToElement(new { ok = true, more = 1 })));
        Assert.Contains("lacks ok", Assert.Single(_description.CheckAnswer("PUT", "/things/1", 200, JsonSerializer.SerializeToElement(new { }))), StringComparison.Ordinal);
        Assert.Single(_description.CheckAnswer("PUT", "/things/1", 404, JsonSerializer.SerializeToElement(new { ok = true })));
    }

    [Theory]
    [InlineData("""{"vectors":{"size":"64","distance":"Cosine"}}""")]
    [InlineData("""{"vectors":{"size":64,"distance":"Cosines"}}""")]
    [InlineData("""{"vectors":{"size":0,"distance":"Cosine"}}""")]
    [InlineData("""{"vectors":{"size":64,"distance":"Cosine"},"quantisation":{}}""")]
    public async Task Qdrant_RequestItWouldNotTake_IsAViolation(string body)
    {
        await using var qdrant = await FakeQdrant.StartAsync();
        Assert.SkipUnless(qdrant.IsChecked, "Qdrant's description is not here.");
        using var http = new HttpClient { DefaultRequestHeaders = { { "api-key", FakeService.Key } } };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var _ = await http.PutAsync(new Uri(qdrant.Address, "collections/c"), content, Cancellation);

        Assert.NotEmpty(qdrant.Violations);
    }

    [Theory]
    [InlineData("query", """{"namespace":"n","topK":0,"vector":[1,2]}""")]
    [InlineData("query", """{"namespace":"n","topK":10001,"vector":[1,2]}""")]
    [InlineData("query", """{"namespace":"n","top_k":1,"topK":1,"vector":[1,2]}""")]
    [InlineData("query", """{"topK":1,"vector":[1,2]}""")]
    [InlineData("vectors/delete", """{"namespace":"n","ids":[]}""")]
    public async Task Pinecone_RequestItWouldNotTake_IsAViolation(string path, string body)
    {
        await using var pinecone = await FakePinecone.StartAsync(2);
        Assert.SkipUnless(pinecone.IsChecked, "Pinecone's description is not here.");
        using var http = new HttpClient { DefaultRequestHeaders = { { "Api-Key", FakeService.Key }, { "X-Pinecone-Api-Version", "2026-04" } } };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var _ = await http.PostAsync(new Uri(pinecone.Address, path), content, Cancellation);

        Assert.NotEmpty(pinecone.Violations);
    }

    private IReadOnlyList<string> Check(string body)
    {
        using var json = JsonDocument.Parse(body);
        return _description.CheckRequest("PUT", "/things/1", ["wait"], ["x-version"], json.RootElement);
    }
}
