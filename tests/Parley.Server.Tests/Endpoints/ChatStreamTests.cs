using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class ChatStreamTests
{
    [Fact]
    public async Task Stream_NewConversation_SendsTokensThenComplete()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Good", " \"morning\"\n", " 🙂"];

        using var response = await server.Client.StreamAsync(new { message = "Hello" });
        var events = await Sse.ReadAllAsync(response);

        Assert.Equal([1, 2, 3, 4], events.Select(e => e.Id));
        Assert.Equal(["token", "token", "token", "complete"], events.Select(e => e.Event));
        Assert.Equal([0, 1, 2], events.Take(3).Select(e => e.Data.GetProperty("index").GetInt32()));
        Assert.Equal("Good \"morning\"\n 🙂", events.Text());
        var complete = events[^1].Data;
        Assert.Equal("stop", complete.GetProperty("finish_reason").GetString());
        Assert.Equal(10, complete.GetProperty("total_tokens").GetInt32());
        Assert.Equal(response.Header("X-Message-Id"), complete.GetProperty("id").GetString());
        Assert.Equal(response.Header("X-Conversation-Id"), complete.GetProperty("conversation_id").GetString());
        Assert.Equal("no", response.Header("X-Accel-Buffering"));
        Assert.StartsWith("turn_", response.Header("X-Turn-Id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ModelIsSlow_HeadersAndEachTokenComeAtOnce()
    {
        await using var server = new TestServer();
        using var response = await server.Client.StreamAsync(new { message = "Hello" });
        var model = await server.Model.AskedAsync();
        await using var events = Sse.ReadAsync(response).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        foreach (var token in new[] { "one", "two", "three" })
        {
            model.Say(token);
            Assert.True(await events.MoveNextAsync());
            Assert.Equal(token, events.Current.Data.GetProperty("token").GetString());
        }

        model.Finish();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("complete", events.Current.Event);
    }

    [Fact]
    public async Task Stream_Silence_SendsHeartbeats()
    {
        await using var server = new TestServer(("Server:Heartbeat", "00:00:01"));
        using var response = await server.Client.StreamAsync(new { message = "Hello" });
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal(": heartbeat", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Resume_AfterEventK_GetsExactlyTheRest()
    {
        await using var server = new TestServer();
        var words = Enumerable.Range(0, 120).Select(i => $"w{i} ").ToArray();
        var random = new Random(20261121);
        for (var round = 0; round < 50; round++)
        {
            var k = random.Next(0, words.Length + 1);
            var dropped = await server.Client.StreamAsync(new { message = "Hello" });
            var turn = dropped.Header("X-Turn-Id");
            var model = await server.Model.AskedAsync();
            model.Say(words[..k]);
            var first = await TakeAsync(dropped, k);
            dropped.Dispose();

            // Half of the words come while nobody listens, the rest after the client is back.
            var middle = random.Next(k, words.Length + 1);
            model.Say(words[k..middle]);
            using var resumed = await server.Client.ResumeAsync(turn, k);
            model.Say(words[middle..]).Finish();
            var rest = await Sse.ReadAllAsync(resumed);

            Assert.Equal(Enumerable.Range(1, words.Length + 1).Select(i => (long)i), first.Concat(rest).Select(e => e.Id));
            Assert.Equal(string.Concat(words), first.Concat(rest).Text());
            Assert.Equal("complete", rest[^1].Event);
        }
    }

    [Fact]
    public async Task Resume_FinishedTurn_ReplaysFromStorageAlike()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["a", "b", "c"];
        using var response = await server.Client.StreamAsync(new { message = "Hello" });
        var live = await Sse.ReadAllAsync(response);

        using var replay = await server.Client.ResumeAsync(response.Header("X-Turn-Id"), 1);
        var replayed = await Sse.ReadAllAsync(replay);

        Assert.Equal(live.Skip(1).Select(e => (e.Id, e.Event, e.Data.GetRawText())), replayed.Select(e => (e.Id, e.Event, e.Data.GetRawText())));
    }

    [Theory]
    [InlineData("turn_01m7y90043f59t5f8c5jwv81ej")]
    [InlineData("nonsense")]
    public async Task Resume_UnknownTurn_IsNotFound(string turn)
    {
        await using var server = new TestServer();

        using var response = await server.Client.ResumeAsync(turn, 0);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Stop_MidAnswer_EndsTheStreamAndHangsUpAtOnce()
    {
        await using var server = new TestServer();
        for (var round = 0; round < 25; round++)
        {
            using var response = await server.Client.StreamAsync(new { message = "Hello" });
            var model = await server.Model.AskedAsync();
            model.Say("partial");
            await TakeAsync(response, 1);

            using var stopped = await server.Client.PostAsync($"conversations/{response.Header("X-Conversation-Id")}/stop", null, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
            Assert.True(model.HungUp.IsCancellationRequested);
            var messages = await server.Client.GetFromJsonAsync<JsonElement>(
                $"conversations/{response.Header("X-Conversation-Id")}/messages", TestContext.Current.CancellationToken);
            var answer = messages.GetProperty("data")[1];
            Assert.Equal(("partial", "cancelled"), (answer.GetProperty("content").GetString(), answer.GetProperty("status").GetString()));
            Assert.True(answer.GetProperty("tokens_used").GetProperty("completion").GetInt32() > 0);
        }
    }

    [Fact]
    public async Task Disconnect_WithCancel_HangsUpWithinASecond()
    {
        await using var server = new TestServer();
        for (var round = 0; round < 25; round++)
        {
            var response = await server.Client.StreamAsync(new { message = "Hello", on_disconnect = "cancel" });
            var model = await server.Model.AskedAsync();
            model.Say("partial");
            await TakeAsync(response, 1);

            response.Dispose();

            await model.HungUpAsync(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Disconnect_ByDefault_TurnGoesOnUntilTheGraceIsOver()
    {
        await using var server = new TestServer(("Turns:ReaderGrace", "00:00:02"));
        var response = await server.Client.StreamAsync(new { message = "Hello" });
        var model = await server.Model.AskedAsync();
        model.Say("partial");
        await TakeAsync(response, 1);

        response.Dispose();

        await Assert.ThrowsAsync<TimeoutException>(() => model.HungUpAsync(TimeSpan.FromSeconds(1)));
        await model.HungUpAsync(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Answer_ClientLeaves_HangsUpWithinASecond()
    {
        await using var server = new TestServer();
        using var leaving = new CancellationTokenSource();
        var request = server.Client.PostAsJsonAsync("chat", new { message = "Hello" }, leaving.Token);
        var model = await server.Model.AskedAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await model.HungUpAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Stream_SecondWhileOneRuns_IsRefused()
    {
        await using var server = new TestServer();
        using var first = await server.Client.StreamAsync(new { message = "Hello" });

        using var second = await server.Client.StreamAsync(new { message = "Me too", conversation_id = first.Header("X-Conversation-Id") });

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("TURN_IN_PROGRESS", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Regenerate_Finished_StreamsAnotherAnswerThatTakesItsPlace()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["first"];
        using var first = await server.Client.StreamAsync(new { message = "Hello" });
        await Sse.ReadAllAsync(first);
        server.Model.AlwaysSays = ["second"];
        var conversation = first.Header("X-Conversation-Id");

        using var again = await server.Client.PostAsync($"conversations/{conversation}/regenerate", null, TestContext.Current.CancellationToken);

        Assert.Equal("second", (await Sse.ReadAllAsync(again)).Text());
        var messages = await server.Client.GetFromJsonAsync<JsonElement>($"conversations/{conversation}/messages", TestContext.Current.CancellationToken);
        Assert.Equal(["Hello", "second"], messages.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("content").GetString()));
    }

    [Fact]
    public async Task Messages_WhileTheAnswerRuns_HoldTheTextSoFarAndTheTurnToFollow()
    {
        await using var server = new TestServer();
        using var response = await server.Client.StreamAsync(new { message = "Hello" });
        (await server.Model.AskedAsync()).Say("so", " far");
        await TakeAsync(response, 2);

        var messages = await server.Client.GetFromJsonAsync<JsonElement>(
            $"conversations/{response.Header("X-Conversation-Id")}/messages", TestContext.Current.CancellationToken);

        var answer = messages.GetProperty("data")[1];
        Assert.Equal(("so far", "running"), (answer.GetProperty("content").GetString(), answer.GetProperty("status").GetString()));
        Assert.Equal(response.Header("X-Turn-Id"), answer.GetProperty("turn_id").GetString());
    }

    private static async Task<List<(long Id, string Event, JsonElement Data)>> TakeAsync(HttpResponseMessage response, int count)
    {
        var taken = new List<(long, string, JsonElement)>();
        if (count > 0)
        {
            await foreach (var item in Sse.ReadAsync(response))
            {
                taken.Add(item);
                if (taken.Count == count)
                {
                    break;
                }
            }
        }

        return taken;
    }
}
