using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.Endpoints;

public sealed class StructuredTests
{
    private const string Fitting =
        """{"type":"object","properties":{"answer":{"type":"string"},"score":{"type":"number"},"tags":{"type":"array","items":{"type":"string"}}},"required":["answer","score","tags"],"additionalProperties":false}""";

    public static TheoryData<string, string, string> BadBodies => new()
    {
        { "extract", """{"schema":{}}""", "text" },
        { "extract", """{"text":"x"}""", "schema" },
        { "extract", """{"text":"x","schema":7}""", "schema" },
        { "extract", """{"text":"x","schema":{"type":"thing"}}""", "schema" },
        { "extract", """{"text":"x","schema":{"not":{}}}""", "schema" },
        { "extract", """{"text":"x","schema":""" + string.Concat(Enumerable.Repeat("{\"items\":", 60)) + "{}" + new string('}', 61), "schema" },
        { "extract", """{"text":"x","schema":{"title":" """ + new string('x', 70_000) + "\"}}", "schema" },
        { "extract", """{"text":"x","schema":{},"provider":"nobody"}""", "provider" },
        { "extract", """{"text":"x","schema":{},"provider":"offline"}""", "provider" },
        { "extract", """{"text":"x","schema":{},"model":"auto"}""", "model" },
        { "classify", """{"text":"x"}""", "labels" },
        { "classify", """{"text":"x","labels":"a,b"}""", "labels" },
        { "classify", """{"text":"x","labels":["a",5]}""", "labels" },
        { "classify", """{"text":"x","labels":["a","a"]}""", "labels" },
        { "classify", """{"labels":["a","b"]}""", "text" },
        { "classify", """{"text":"x","labels":["a","b"],"multi":"yes"}""", "multi" },
    };

    [Theory, MemberData(nameof(BadBodies))]
    public async Task Post_BadBody_NamesTheField(string path, string body, string field)
    {
        await using var server = new TestServer();

        using var response = await server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_ERROR"), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory, InlineData("openai"), InlineData("anthropic"), InlineData("ollama")]
    public async Task Extract_OverEveryWireFormat_GivesDataAndUsage(string provider)
    {
        await using var fake = await FakeLlmServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var server = new TestServer(
            ("Providers:OpenAI:BaseUrl", $"{fake.BaseUrl}"), ("Providers:Anthropic:BaseUrl", $"{fake.BaseUrl}"), ("Providers:Ollama:BaseUrl", $"{fake.BaseUrl}"));

        using var response = await server.Client.PostAsJsonAsync(
            "extract", new { text = "Anything", schema = JsonSerializer.Deserialize<JsonElement>(Fitting), provider, model = "json" }, TestContext.Current.CancellationToken);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        Assert.Equal(("fixed", 1), (answer.GetProperty("data").GetProperty("answer").GetString(), answer.GetProperty("attempts").GetInt32()));
        Assert.Equal((provider, "json"), (answer.GetProperty("provider").GetString(), answer.GetProperty("model").GetString()));
        Assert.True(answer.GetProperty("tokens_used").GetProperty("total").GetInt32() > 0);
        var sent = fake.Requests[^1].Body;
        Assert.Contains(provider is "openai" ? "\"strict\":true" : provider is "anthropic" ? "\"output_config\"" : "\"format\":{", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_SchemaOutsideTheStrictModes_IsNotForcedOnAnthropic()
    {
        await using var fake = await FakeLlmServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var server = new TestServer(("Providers:Anthropic:BaseUrl", $"{fake.BaseUrl}"));
        var schema = new { type = "object", properties = new { score = new { type = "number", minimum = 0.6 } } };

        using var response = await server.Client.PostAsJsonAsync(
            "extract", new { text = "Anything", schema, provider = "anthropic", model = "json" }, TestContext.Current.CancellationToken);

        // The fake always says 0.5, which is too little: three answers, then one clear error.
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadGateway, "LLM_PROVIDER_ERROR"), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains("$.score: must be at least 0.6", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, fake.Requests.Count);
        Assert.DoesNotContain("output_config", fake.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_Ticket_GivesLabelAndConfidences()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["""{"labels":[{"name":"technical","confidence":0.1},{"name":"billing","confidence":0.9}]}"""];

        using var response = await server.Client.PostAsJsonAsync(
            "classify", new { text = "I was charged twice.", labels = new object[] { "technical", new { name = "billing", description = "charges" } } },
            TestContext.Current.CancellationToken);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(("billing", 0.9, "stated_by_model"), (
            answer.GetProperty("label").GetString(), answer.GetProperty("confidence").GetDouble(), answer.GetProperty("confidence_source").GetString()));
        Assert.Equal("technical", answer.GetProperty("labels")[1].GetProperty("name").GetString());
    }
}
