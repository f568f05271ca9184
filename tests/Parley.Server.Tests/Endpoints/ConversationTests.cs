using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class ConversationTests : IAsyncDisposable
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task Create_Rename_Pin_Delete_RoundTrip()
    {
        using var created = await _server.Client.PostAsJsonAsync("conversations", new { title = "  Trip   plans " }, TestContext.Current.CancellationToken);
        var conversation = await ReadAsync(created);
        var id = conversation.GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.EndsWith($"/conversations/{id}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Trip plans", conversation.GetProperty("title").GetString());

        using var renamed = await _server.Client.PatchAsJsonAsync($"conversations/{id}", new { title = "Oslo", pinned = true }, TestContext.Current.CancellationToken);
        var after = await ReadAsync(renamed);
        Assert.Equal(("Oslo", true), (after.GetProperty("title").GetString(), after.GetProperty("pinned").GetBoolean()));

        using var deleted = await _server.Client.DeleteAsync($"conversations/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await _server.Client.GetAsync($"conversations/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var again = await _server.Client.DeleteAsync($"conversations/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("bell \u0007")]
    public async Task Rename_BadTitle_IsRefused(string title)
    {
        using var response = await _server.Client.PostAsJsonAsync("conversations", new { title }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await ReadAsync(response)).GetProperty("errors").TryGetProperty("title", out _));
    }

    [Fact]
    public async Task List_Pages_PinnedFirstAndSearchable()
    {
        for (var i = 0; i < 5; i++)
        {
            using var _ = await _server.Client.PostAsJsonAsync("conversations", new { title = $"Talk {i}" }, TestContext.Current.CancellationToken);
        }

        var all = await ListAsync("?sort=title&order=asc");
        var third = all.GetProperty("data")[2].GetProperty("id").GetString();
        using var pinned = await _server.Client.PatchAsJsonAsync($"conversations/{third}", new { pinned = true }, TestContext.Current.CancellationToken);

        Assert.Equal(["Talk 2", "Talk 0", "Talk 1"], Titles(await ListAsync("?sort=title&order=asc&limit=3")));
        var last = await ListAsync("?sort=title&order=asc&limit=3&offset=3");
        Assert.Equal(["Talk 3", "Talk 4"], Titles(last));
        Assert.Equal((5, false), (last.GetProperty("pagination").GetProperty("total").GetInt32(), last.GetProperty("pagination").GetProperty("has_more").GetBoolean()));
        Assert.Equal(["Talk 4"], Titles(await ListAsync("?q=talk%204")));
        Assert.Empty(Titles(await ListAsync("?q=%25")));
    }

    [Fact]
    public async Task Send_IntoAnEmptyConversation_NamesIt()
    {
        _server.Model.AlwaysSays = ["Hi"];
        using var created = await _server.Client.PostAsync("conversations", null, TestContext.Current.CancellationToken);
        var id = (await ReadAsync(created)).GetProperty("id").GetString();

        using var answer = await _server.Client.PostAsJsonAsync(
            "chat", new { conversation_id = id, message = "# Plan a trip to Oslo\nwith details" }, TestContext.Current.CancellationToken);

        Assert.Equal("Plan a trip to Oslo", (await ReadAsync(answer)).GetProperty("title").GetString());
        Assert.Equal(["Plan a trip to Oslo"], Titles(await ListAsync("")));
    }

    [Fact]
    public async Task Delete_WhileTheAnswerRuns_HangsUpAndLeavesNothing()
    {
        using var response = await _server.Client.StreamAsync(new { message = "Hello" });
        var model = await _server.Model.AskedAsync();

        using var deleted = await _server.Client.DeleteAsync($"conversations/{response.Header("X-Conversation-Id")}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await model.HungUpAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("complete", (await Sse.ReadAllAsync(response))[^1].Event);
        Assert.Empty(Titles(await ListAsync("")));
    }

    [Fact]
    public async Task Messages_Pages_FromEitherEnd()
    {
        _server.Model.AlwaysSays = ["answer"];
        string? id = null;
        for (var i = 0; i < 3; i++)
        {
            using var sent = await _server.Client.PostAsJsonAsync("chat", new { conversation_id = id, message = $"question {i}" }, TestContext.Current.CancellationToken);
            id = (await ReadAsync(sent)).GetProperty("conversation_id").GetString();
        }

        var newest = await _server.Client.GetFromJsonAsync<JsonElement>($"conversations/{id}/messages?order=desc&limit=2", TestContext.Current.CancellationToken);

        Assert.Equal(["answer", "question 2"], newest.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("content").GetString()));
        Assert.Equal(6, newest.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task<JsonElement> ListAsync(string query) =>
        _server.Client.GetFromJsonAsync<JsonElement>("conversations" + query, TestContext.Current.CancellationToken);

    private static Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static IEnumerable<string?> Titles(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("title").GetString());
}
