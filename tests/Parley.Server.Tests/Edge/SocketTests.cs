using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Testing.Models;

namespace Parley.Server.Tests.Edge;

public sealed class SocketTests
{
    [Fact]
    public async Task Send_Turn_HasTheEventsOfTheStream()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hello", " there", "."];
        using var socket = await SocketClient.OpenAsync(server);

        await socket.SendAsync(new { type = "send", @ref = "a1", message = "Hi", provider = "scripted" });
        var messages = await socket.UntilAsync("complete", "error");

        var started = messages[0];
        Assert.Equal(("started", "a1"), (Type(started), started.GetProperty("ref").GetString()));
        var turn = started.GetProperty("turn").GetString()!;
        using var again = await server.Client.ResumeAsync(turn, after: 0);
        var stream = await Sse.ReadAllAsync(again);
        Assert.Equal("Hello there.", stream.Text());
        Assert.Equal(
            stream.Select(e => (e.Event, e.Id, e.Data.GetRawText())),
            messages.Skip(1).Select(m => (Type(m), m.GetProperty("id").GetInt64(), m.GetProperty("data").GetRawText())));
        Assert.All(messages, message => Assert.Equal(turn, message.GetProperty("turn").GetString()));
    }

    [Fact]
    public async Task Resume_AfterALostSocket_SendsExactlyTheRest()
    {
        await using var server = new TestServer();
        string turn;
        ScriptedAnswer answer;
        using (var first = await SocketClient.OpenAsync(server))
        {
            await first.SendAsync(new { type = "send", message = "Count" });
            turn = (await first.NextAsync())!.Value.GetProperty("turn").GetString()!;
            answer = await server.Model.AskedAsync();
            answer.Say("one ", "two ");
            await first.NextAsync();
            await first.NextAsync();
        }

        using var second = await SocketClient.OpenAsync(server);
        await second.SendAsync(new { type = "resume", turn, after = 1 });
        answer.Say("three").Finish();
        var messages = await second.UntilAsync("complete", "error");

        Assert.Equal([2L, 3L, 4L], messages.Skip(1).Select(m => m.GetProperty("id").GetInt64()));
        Assert.Equal("two three", string.Concat(messages.Where(m => Type(m) == "token").Select(m => m.GetProperty("data").GetProperty("token").GetString())));
    }

    [Fact]
    public async Task Stop_RunningTurn_EndsItAndKeepsTheSocket()
    {
        await using var server = new TestServer();
        using var socket = await SocketClient.OpenAsync(server);
        await socket.SendAsync(new { type = "send", message = "Talk" });
        var turn = (await socket.NextAsync())!.Value.GetProperty("turn").GetString();
        (await server.Model.AskedAsync()).Say("Well, ");
        await socket.UntilAsync("token");

        await socket.SendAsync(new { type = "stop", turn });
        var end = (await socket.UntilAsync("complete", "error"))[^1];
        server.Model.AlwaysSays = ["Again."];
        await socket.SendAsync(new { type = "send", message = "Once more" });
        var next = await socket.UntilAsync("complete", "error");

        Assert.Equal("cancelled", end.GetProperty("data").GetProperty("finish_reason").GetString());
        Assert.Equal("complete", Type(next[^1]));
    }

    [Fact]
    public async Task Send_SeveralAtOnce_AreToldApart()
    {
        await using var server = new TestServer();
        using var socket = await SocketClient.OpenAsync(server);
        server.Model.AlwaysSays = ["a", "b", "c"];
        for (var i = 0; i < 5; i++)
        {
            await socket.SendAsync(new { type = "send", @ref = $"{i}", message = $"Question {i}" });
        }

        var messages = new List<JsonElement>();
        while (messages.Count(m => Type(m) == "complete") < 5)
        {
            messages.Add((await socket.NextAsync())!.Value);
        }

        Assert.Equal(["0", "1", "2", "3", "4"], messages.Where(m => Type(m) == "started").Select(m => m.GetProperty("ref").GetString()).Order());
        Assert.All(messages.GroupBy(m => m.GetProperty("turn").GetString()), turn => Assert.Equal(
            "abc", string.Concat(turn.Where(m => Type(m) == "token").Select(m => m.GetProperty("data").GetProperty("token").GetString()))));
    }

    [Theory]
    [InlineData("""{"type":"dance"}""", "type")]
    [InlineData("""{"type":"send"}""", "message")]
    [InlineData("""{"type":"send","message":""}""", "message")]
    [InlineData("""{"type":"send","message":"x","temperature":9}""", "temperature")]
    [InlineData("""{"type":"send","message":"x","cache":"maybe"}""", "cache")]
    [InlineData("""{"type":"resume","turn":"turn_x","after":-1}""", "after")]
    [InlineData("""not json""", "body")]
    [InlineData("""[]""", "body")]
    public async Task Send_Wrong_IsExplainedAndTheSocketStays(string text, string field)
    {
        await using var server = new TestServer();
        using var socket = await SocketClient.OpenAsync(server);

        await socket.SendTextAsync(Encoding.UTF8.GetBytes(text));
        var error = (await socket.NextAsync())!.Value;
        await socket.SendAsync(new { type = "resume", turn = "turn_x", @ref = "next" });
        var next = (await socket.NextAsync())!.Value;

        Assert.Equal(("error", "VALIDATION_ERROR"), (Type(error), error.GetProperty("data").GetProperty("code").GetString()));
        Assert.Contains(field, error.GetProperty("data").GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(("NOT_FOUND", "next"), (next.GetProperty("data").GetProperty("code").GetString(), next.GetProperty("ref").GetString()));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    public async Task C4_ForeignOrigin_IsForbidden(string origin)
    {
        await using var server = new TestServer();
        using var socket = new SocketClient();

        Assert.False(await socket.TryConnectAsync(server, "", ("Origin", origin)));
        Assert.Equal(403, socket.Status);
    }

    [Fact]
    public async Task C4_OwnOrigin_IsAccepted()
    {
        await using var server = new TestServer();
        using var socket = new SocketClient();

        Assert.True(await socket.TryConnectAsync(server, "", ("Origin", $"http://localhost:{server.ClientOptions.BaseAddress.Port}")), $"{socket.Status}");
    }

    [Theory]
    [InlineData("?access_token=x")]
    [InlineData("?token=x")]
    public async Task C4_TokenInTheAddress_IsRefused(string query)
    {
        await using var server = new TestServer();
        using var socket = new SocketClient();

        Assert.False(await socket.TryConnectAsync(server, query));
        Assert.Equal(400, socket.Status);
    }

    [Fact]
    public async Task C4_MessageTooLarge_ClosesWith1009()
    {
        await using var server = new TestServer(("Sockets:MaxMessageBytes", "65536"));
        using var socket = await SocketClient.OpenAsync(server);

        await socket.SendAsync(new { type = "send", message = new string('x', 70_000) });

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await socket.ClosedAsync());
        Assert.Empty(server.Model.Prompts);
    }

    [Fact]
    public async Task C4_NotText_ClosesWith1003()
    {
        await using var server = new TestServer();
        using var socket = await SocketClient.OpenAsync(server);

        await socket.SendTextAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await socket.ClosedAsync());
    }

    [Fact]
    public async Task C4_ThousandIdleSockets_AreCapped()
    {
        await using var server = new TestServer(("Sockets:MaxPerUser", "25"));
        var sockets = new List<SocketClient>();
        var open = 0;
        for (var i = 0; i < 1000; i += 50)
        {
            var some = Enumerable.Range(0, 50).Select(_ => new SocketClient()).ToArray();
            sockets.AddRange(some);
            open += (await Task.WhenAll(some.Select(socket => socket.TryConnectAsync(server, "")))).Count(isOpen => isOpen);
        }

        Assert.Equal(25, open);
        Assert.Equal(975, sockets.Count(socket => socket.Status == 429));
        sockets.ForEach(socket => socket.Dispose());

        // Places come back.
        for (var i = 0; i < 300; i++)
        {
            using var another = new SocketClient();
            if (await another.TryConnectAsync(server, ""))
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail("No place came back.");
    }

    [Fact]
    public async Task C4_AllSockets_AreCapped()
    {
        await using var server = new TestServer(("Sockets:Max", "1"));
        using var first = await SocketClient.OpenAsync(server);
        using var second = new SocketClient();

        Assert.False(await second.TryConnectAsync(server, ""));
        Assert.Equal(503, second.Status);
    }

    [Fact]
    public async Task C4_IdleSocket_IsClosed()
    {
        await using var server = new TestServer(("Sockets:IdleTime", "00:00:01"));
        using var socket = await SocketClient.OpenAsync(server);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await socket.ClosedAsync());
    }

    [Fact]
    public async Task D1_MessagesOverASocket_CountAsRequests()
    {
        await using var server = new TestServer(("Limits:Requests", "3"));
        server.Model.AlwaysSays = ["Yes."];
        using var socket = await SocketClient.OpenAsync(server);
        var codes = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            await socket.SendAsync(new { type = "send", message = "Really?" });
            var end = (await socket.UntilAsync("complete", "error"))[^1];
            codes.Add(Type(end) == "error" ? end.GetProperty("data").GetProperty("code").GetString() : null);
        }

        Assert.Equal([null, null, null, "RATE_LIMIT_EXCEEDED", "RATE_LIMIT_EXCEEDED"], codes);
        Assert.Equal(3, server.Model.Prompts.Count);
    }

    [Fact]
    public async Task Shutdown_OpenSocket_SaysGoodbye()
    {
        var server = new TestServer(("Turns:DrainTime", "00:00:01"));
        using var socket = await SocketClient.OpenAsync(server);
        var closed = socket.ClosedAsync();

        await server.DisposeAsync();

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await closed);
    }

    private static string Type(JsonElement message) => message.GetProperty("type").GetString()!;
}
