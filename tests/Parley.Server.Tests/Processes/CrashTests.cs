using System.Net.Http.Json;
using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.Processes;

public sealed class CrashTests : IDisposable
{
    private const int Rounds = 50;

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-crash-").FullName;

    /// <summary>
    /// A 200-token answer, 10 ms a token, and the process killed at a random moment of it; 50 times on one database, five
    /// conversations at a time.
    /// </summary>
    [Fact]
    public async Task Kill_MidAnswer_LosesNoMessageAndKeepsThePartialAnswer()
    {
        await using var model = await FakeLlmServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var random = new Random(20261121);
        var acknowledged = new List<(string Conversation, string Message)>();
        var full = FakeLlmServer.Text(200);
        var partials = 0;
        var server = await StartAsync(model);
        try
        {
            for (var killed = 0; killed < Rounds; killed += 5)
            {
                var streams = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => server.Client.StreamAsync(
                    new { message = $"Question {killed + i}", model = "ok-200x10" })));
                acknowledged.AddRange(streams.Select((stream, i) => (stream.Header("X-Conversation-Id"), $"Question {killed + i}")));
                var reading = streams.Select(ReadUntilCutAsync).ToList();
                await Task.Delay(random.Next(50, 2000), TestContext.Current.CancellationToken);

                await server.KillAsync();

                var received = await Task.WhenAll(reading);
                await server.DisposeAsync();
                server = await StartAsync(model);
                await AssertAllThereAsync(server, acknowledged);
                foreach (var (conversation, seen) in streams.Select(s => s.Header("X-Conversation-Id")).Zip(received))
                {
                    partials += await AssertInterruptedAsync(server, conversation, seen, full);
                }
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        Assert.True(partials > Rounds / 2, $"Only {partials} of {Rounds} kills left a partial answer: the test does not test what it should.");
    }

    [Fact]
    public async Task Kill_MidAnswer_ClientThatResumesIsToldAndTheConversationGoesOn()
    {
        await using var model = await FakeLlmServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        string turn, conversation;
        List<(long Id, string Event, JsonElement Data)> seen;
        await using (var server = await StartAsync(model))
        {
            var stream = await server.Client.StreamAsync(new { message = "Question", model = "ok-200x10" });
            (turn, conversation) = (stream.Header("X-Turn-Id"), stream.Header("X-Conversation-Id"));
            var reading = ReadUntilCutAsync(stream);
            await Task.Delay(1200, TestContext.Current.CancellationToken);
            await server.KillAsync();
            seen = await reading;
        }

        await using var again = await StartAsync(model);
        using var resumed = await again.Client.ResumeAsync(turn, seen[^1].Id);
        var rest = await Sse.ReadAllAsync(resumed);

        var last = Assert.Single(rest);
        Assert.Equal(("error", "SERVICE_UNAVAILABLE"), (last.Event, last.Data.GetProperty("code").GetString()));
        using var next = await again.Client.PostAsJsonAsync(
            "chat", new { conversation_id = conversation, message = "Go on", model = "ok-5x0" }, TestContext.Current.CancellationToken);
        Assert.True(next.IsSuccessStatusCode);
        var prompt = JsonDocument.Parse(model.Requests[^1].Body).RootElement.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "user", "assistant", "user"], prompt.Select(m => m.GetProperty("role").GetString()));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<ServerProcess> StartAsync(FakeLlmServer model) => ServerProcess.StartAsync(
        _directory, ("OPENAI_BASE_URL", $"{model.BaseUrl}v1"), ("APP_LOG_LEVEL", "error"));

    private static async Task<List<(long Id, string Event, JsonElement Data)>> ReadUntilCutAsync(HttpResponseMessage stream)
    {
        var seen = new List<(long, string, JsonElement)>();
        try
        {
            await foreach (var item in Sse.ReadAsync(stream))
            {
                seen.Add(item);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The server was killed; that is the test.
        }

        return seen;
    }

    private static async Task AssertAllThereAsync(ServerProcess server, List<(string Conversation, string Message)> acknowledged)
    {
        foreach (var (conversation, message) in acknowledged)
        {
            Assert.Equal(message, (await MessagesAsync(server, conversation))[0].GetProperty("content").GetString());
        }
    }

    /// <returns>1 when there was a partial answer, 0 when the kill came before the first durable token or after the end.</returns>
    private static async Task<int> AssertInterruptedAsync(
        ServerProcess server, string conversation, List<(long Id, string Event, JsonElement Data)> seen, string full)
    {
        var messages = await MessagesAsync(server, conversation);
        Assert.Equal(2, messages.Count);
        var (status, content) = (messages[1].GetProperty("status").GetString(), messages[1].GetProperty("content").GetString()!);
        if (seen.Count > 0 && seen[^1].Event == "complete")
        {
            Assert.Equal(("complete", full), (status, content));
            return 0;
        }

        // What the client saw and the database has not is at most 64 tokens, or one second of them.
        var tokens = seen.Count(e => e.Event == "token");
        var kept = Enumerable.Range(0, 201).First(n => FakeLlmServer.Text(n) == content);
        Assert.True(status is "interrupted" || (status is "complete" && content == full), status);
        Assert.StartsWith(content, full, StringComparison.Ordinal);
        Assert.True(tokens - kept <= 100, $"The client saw {tokens} tokens, only {kept} were kept.");
        return kept > 0 ? 1 : 0;
    }

    private static async Task<List<JsonElement>> MessagesAsync(ServerProcess server, string conversation)
    {
        var page = await server.Client.GetFromJsonAsync<JsonElement>($"conversations/{conversation}/messages", TestContext.Current.CancellationToken);
        return [.. page.GetProperty("data").EnumerateArray()];
    }
}
