namespace Parley.Server.Tests.OpenAi;

public sealed class ModelListTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    [Fact]
    public async Task List_Configured_NamesEveryModelWithItsProvider()
    {
        using var response = await server.GetAsync("models");

        var list = await OpenAiServer.JsonAsync(response);
        Assert.Equal("list", list.GetProperty("object").GetString());
        var ids = list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToList();
        Assert.Equal("openai/ok-5x0", ids[0]);
        foreach (var id in new[] { "openai/gpt-4o", "offline/extractive-1", "scripted/script-1", "openai/text-embedding-3-small", "offline/use-lite-en" })
        {
            Assert.Contains(id, ids);
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(list.GetProperty("data").EnumerateArray(), model =>
        {
            Assert.Equal("model", model.GetProperty("object").GetString());
            Assert.Equal(model.GetProperty("id").GetString()!.Split('/')[0], model.GetProperty("owned_by").GetString());
            Assert.True(model.TryGetProperty("created", out _));
        });
    }

    [Theory]
    [InlineData("openai/gpt-4o", "openai"), InlineData("openai%2Fgpt-4o", "openai"), InlineData("gpt-4o", "openai")]
    [InlineData("extractive-1", "offline"), InlineData("use-lite-en", "offline")]
    public async Task Get_KnownModel_IsShown(string id, string provider)
    {
        using var response = await server.GetAsync("models/" + id);

        var model = await OpenAiServer.JsonAsync(response);
        Assert.Equal(id.Replace("%2F", "/", StringComparison.Ordinal), model.GetProperty("id").GetString());
        Assert.Equal(provider, model.GetProperty("owned_by").GetString());
    }

    [Theory]
    [InlineData("openai/ok-2x0", "openai", "ok-2x0"), InlineData("OpenAI/ok-2x0", "openai", "ok-2x0")]
    [InlineData("ok-5x0", "openai", "ok-5x0"), InlineData("ok-2x0", "openai", "ok-2x0"), InlineData("gpt-4o", "openai", "gpt-4o")]
    [InlineData("extractive-1", "offline", "extractive-1"), InlineData("offline/extractive-1", "offline", "extractive-1")]
    public async Task Complete_AnyNameOfAModel_IsServedByIt(string name, string provider, string model)
    {
        using var response = await server.AskAsync(name);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(provider, response.Header("X-Parley-Provider"));
        Assert.Equal(model, response.Header("X-Parley-Model"));
        Assert.Equal(name, (await OpenAiServer.JsonAsync(response)).GetProperty("model").GetString());
    }
}
