using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Server.Tests.Edge;
using Parley.Testing.Knowledge;

namespace Parley.Server.Tests.Knowledge;

public sealed class GroundedChatTests
{
    private const string Question = "What close code does the WebSocket use when unauthorised?";
    private static readonly string[] Answer = ["It is closed with code 4001 ", "[1]. It keeps 99 tigers [1]."];

    [Fact]
    public async Task Post_WithRag_AnswersWithSourcesAndCheckedCitations()
    {
        await using var server = await StartAsync();

        using var response = await server.Client.PostAsJsonAsync("chat", new { message = Question, use_rag = true }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        var source = answer.GetProperty("sources")[0];
        Assert.Equal((1, "Sockets", 0), (source.GetProperty("id").GetInt32(), source.GetProperty("title").GetString(), source.GetProperty("start").GetInt32()));
        Assert.StartsWith("doc_", source.GetProperty("document").GetString(), StringComparison.Ordinal);
        var citations = answer.GetProperty("citations").GetProperty("citations");
        Assert.Equal(["verified", "unsupported"], citations.EnumerateArray().Select(citation => citation.GetProperty("verdict").GetString()));
        var text = answer.GetProperty("content").GetString()!;
        Assert.Equal("[1]", text[citations[0].GetProperty("start").GetInt32()..citations[0].GetProperty("end").GetInt32()]);
    }

    [Fact]
    public async Task Stream_WithRag_SourcesComeBeforeTheFirstTokenAndAgainOnResume()
    {
        await using var server = await StartAsync();

        using var response = await server.Client.StreamAsync(new { message = Question, use_rag = true });
        var events = await Sse.ReadAllAsync(response);
        using var again = await server.Client.ResumeAsync(response.Header("X-Turn-Id"), after: 0);
        var resumed = await Sse.ReadAllAsync(again);

        Assert.Equal("source", events[0].Event);
        Assert.True(events.FindLastIndex(e => e.Event == "source") < events.FindIndex(e => e.Event == "token"));
        Assert.Equal("Sockets", events[0].Data.GetProperty("title").GetString());
        Assert.Equal(2, events[^1].Data.GetProperty("citations").GetProperty("citations").GetArrayLength());
        Assert.Equal(events.Select(e => e.Data.GetRawText()), resumed.Select(e => e.Data.GetRawText()));
    }

    [Fact]
    public async Task Socket_WithRag_HasTheEventsOfTheStream()
    {
        await using var server = await StartAsync();
        using var socket = await SocketClient.OpenAsync(server);

        await socket.SendAsync(new { type = "send", message = Question, use_rag = true });
        var messages = await socket.UntilAsync("complete", "error");

        var types = messages.Select(message => message.GetProperty("type").GetString()).ToList();
        Assert.Equal(["started", "source"], types[..2]);
        Assert.Equal(2, messages[^1].GetProperty("data").GetProperty("citations").GetProperty("citations").GetArrayLength());
    }

    [Fact]
    public async Task Messages_OfAGroundedConversation_HaveSourcesAndCitations()
    {
        await using var server = await StartAsync();
        using var response = await server.Client.StreamAsync(new { message = Question, use_rag = true });
        await Sse.ReadAllAsync(response);

        var page = await server.Client.GetFromJsonAsync<JsonElement>($"conversations/{response.Header("X-Conversation-Id")}/messages", TestContext.Current.CancellationToken);

        var (user, answer) = (page.GetProperty("data")[0], page.GetProperty("data")[1]);
        Assert.Equal(JsonValueKind.Null, user.GetProperty("sources").ValueKind);
        Assert.Equal("Sockets", answer.GetProperty("sources")[0].GetProperty("title").GetString());
        Assert.Equal("verified", answer.GetProperty("citations").GetProperty("citations")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Stream_BuiltInAssistant_CitesThePassageWithoutAnyKey()
    {
        await using var server = await StartAsync();

        using var response = await server.Client.StreamAsync(new { message = Question, use_rag = true, provider = "offline" });
        var events = await Sse.ReadAllAsync(response);

        Assert.Contains("4001", events.Text(), StringComparison.Ordinal);
        Assert.Equal("verified", events[^1].Data.GetProperty("citations").GetProperty("citations")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Post_PersonaWithCollections_AnswersFromThemUnlessToldOtherwise()
    {
        await using var server = await StartAsync();
        var named = await TestLibrary.AddAsync(server.Services, Caller.Local, Sharing.Private, ("Bread", "Rye bread rests for sixteen hours."));
        using var made = await server.Client.PostAsJsonAsync(
            "personas", new { id = "baker", display_name = "Baker", prompt = new { role = "You bake." }, collections = new[] { named.ToString() } }, TestContext.Current.CancellationToken);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var with = await AskAsync(new { message = "How long does rye bread rest?", persona = "baker" });
        var without = await AskAsync(new { message = "How long does rye bread rest?", persona = "baker", use_rag = false });

        Assert.Equal("Bread", with.GetProperty("sources")[0].GetProperty("title").GetString());
        Assert.Equal(0, without.GetProperty("sources").GetArrayLength());

        async Task<JsonElement> AskAsync(object body)
        {
            using var response = await server.Client.PostAsJsonAsync("chat", body, TestContext.Current.CancellationToken);
            return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Post_CollectionsThatAreNotWanted_IsRefused()
    {
        await using var server = await StartAsync();

        using var response = await server.Client.PostAsJsonAsync(
            "chat", new { message = Question, use_rag = false, collections = new[] { CollectionId.New().ToString() } }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = new TestServer();
        server.Model.AlwaysSays = Answer;
        await TestLibrary.AddAsync(
            server.Services, Caller.Local, Sharing.Private,
            ("Sockets", "The WebSocket is closed with code 4001 when a client is unauthorised. After a restart it is closed with 1012."),
            ("Limits", "Each key may send 60 requests a minute. Health checks do not count."));
        return server;
    }
}
