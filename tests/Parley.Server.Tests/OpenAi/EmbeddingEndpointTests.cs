using System.Text.Json;

namespace Parley.Server.Tests.OpenAi;

public sealed class EmbeddingEndpointTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    [Theory]
    [InlineData("text-embedding-3-small", 256), InlineData("openai/embed-any", 256), InlineData("offline/lexical-512", 512), InlineData("use-lite-en", 512), InlineData("offline/use-lite-en", 512)]
    public async Task Embed_Texts_GivesVectorsInOpenAisShape(string model, int dimensions)
    {
        using var response = await server.PostAsync("embeddings", new { model, input = new[] { "the red apple", "a fast train" } });

        var answer = await OpenAiServer.JsonAsync(response);
        Assert.Equal("list", answer.GetProperty("object").GetString());
        Assert.Equal(model, answer.GetProperty("model").GetString());
        var data = answer.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal([0, 1], data.Select(item => item.GetProperty("index").GetInt32()));
        Assert.All(data, item => Assert.Equal(dimensions, item.GetProperty("embedding").GetArrayLength()));
        Assert.All(data, item => Assert.Equal("embedding", item.GetProperty("object").GetString()));
        Assert.True(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32() > 0);
        Assert.Equal(model.Contains("embed", StringComparison.Ordinal) ? "openai" : "offline", response.Header("X-Parley-Provider"));
    }

    [Fact]
    public async Task Embed_AsBase64_IsTheSameVector()
    {
        using var numbers = await server.PostAsync("embeddings", new { model = "use-lite-en", input = "the red apple", encoding_format = "float" });
        using var bytes = await server.PostAsync("embeddings", new { model = "use-lite-en", input = "the red apple", encoding_format = "base64" });

        var expected = Vector(await OpenAiServer.JsonAsync(numbers)).EnumerateArray().Select(value => value.GetSingle());
        var actual = Convert.FromBase64String(Vector(await OpenAiServer.JsonAsync(bytes)).GetString()!);
        Assert.Equal(expected, Enumerable.Range(0, actual.Length / 4).Select(i => BitConverter.ToSingle(actual, i * 4)));
    }

    [Fact]
    public async Task Embed_Dimensions_ReachTheProvider()
    {
        using var response = await server.PostAsync("embeddings", new { model = "text-embedding-3-small", input = "x", dimensions = 64, user = "u" });

        Assert.Equal(64, Vector(await OpenAiServer.JsonAsync(response)).GetArrayLength());
        Assert.Equal(64, server.Sent.GetProperty("dimensions").GetInt32());
    }

    [Theory]
    [InlineData("""{"input":"x"}""", "model")]
    [InlineData("""{"model":"use-lite-en"}""", "input")]
    [InlineData("""{"model":"use-lite-en","input":""}""", "input")]
    [InlineData("""{"model":"use-lite-en","input":[]}""", "input")]
    [InlineData("""{"model":"use-lite-en","input":["a",""]}""", "input[1]")]
    [InlineData("""{"model":"use-lite-en","input":[1,2,3]}""", "input[0]")]
    [InlineData("""{"model":"use-lite-en","input":[[1,2,3]]}""", "input[0]")]
    [InlineData("""{"model":"use-lite-en","input":{"a":1}}""", "input")]
    [InlineData("""{"model":"use-lite-en","input":"x","encoding_format":"hex"}""", "encoding_format")]
    [InlineData("""{"model":"use-lite-en","input":"x","dimensions":0}""", "dimensions")]
    [InlineData("""{"model":"use-lite-en","input":"x","task":"search"}""", "task")]
    public async Task Embed_BadBody_NamesTheParameter(string body, string param)
    {
        using var response = await server.PostAsync("embeddings", System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(param, (await OpenAiServer.ErrorAsync(response, 400)).GetProperty("param").GetString());
    }

    [Theory]
    [InlineData("offline/other", 404, "model_not_found"), InlineData("scripted/script-1", 404, "model_not_found")]
    [InlineData("openai/fail-404", 404, "model_not_found"), InlineData("fail-429-3", 429, "rate_limit_exceeded"), InlineData("malformed", 502, "provider_error")]
    public async Task Embed_Failure_HasOpenAisShape(string model, int status, string code)
    {
        using var response = await server.PostAsync("embeddings", new { model, input = "x" });

        Assert.Equal(code, (await OpenAiServer.ErrorAsync(response, status)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Embed_TooManyTexts_IsRefused()
    {
        using var response = await server.PostAsync("embeddings", new { model = "use-lite-en", input = Enumerable.Repeat("x", 2049) });

        Assert.Equal("input", (await OpenAiServer.ErrorAsync(response, 400)).GetProperty("param").GetString());
    }

    private static JsonElement Vector(JsonElement answer) => answer.GetProperty("data")[0].GetProperty("embedding");
}
