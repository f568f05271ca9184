using System.Net;
using System.Net.Http.Json;
using Parley.Testing.Models;

namespace Parley.Server.Tests.Limits;

/// <summary>Tokens and streams.</summary>
public sealed class UsageLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D2_TokensOfTheMinute_AreSpentByWhatCallsUsed()
    {
        await using var server = new TestServer(("Limits:Requests", "1000"), ("Limits:Enterprise:Tokens", "15"));
        server.Model.AlwaysSays = ["Yes."]; // 10 tokens each

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Client.PostAsJsonAsync("chat", new { message = "Really?" }, Cancellation);
            statuses.Add(response.StatusCode);
        }

        using var other = await server.Client.GetAsync("conversations", Cancellation);
        using var refused = await server.Client.PostAsJsonAsync("chat", new { message = "Really?" }, Cancellation);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.InRange(RequestLimitTests.Number(refused, "Retry-After"), 1, 62);
        Assert.Contains("15 tokens", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D2_AbortedStream_IsChargedForWhatItUsed()
    {
        await using var server = new TestServer(("Limits:Requests", "1000"), ("Limits:Enterprise:Tokens", "5"));
        var request = new { message = "One two three four five six seven eight nine ten.", on_disconnect = "cancel" };
        using (await server.Client.StreamAsync(request))
        {
            (await server.Model.AskedAsync()).Say("Eleven ");
        }

        // The call is settled when the model was hung up on, a moment after the client left.
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 200 && status != HttpStatusCode.TooManyRequests; i++)
        {
            server.Model.AlwaysSays = ["Yes."];
            using var next = await server.Client.PostAsJsonAsync("extract", new { }, Cancellation);
            status = next.StatusCode;
            await Task.Delay(20, Cancellation);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task D2_StreamsAtOnce_AreBoundedAndAPlaceComesBack()
    {
        await using var server = new TestServer(("Limits:Requests", "1000"), ("Limits:Streams", "5"));

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.StreamAsync(new { message = "Tell me a story." })));

        Assert.Equal(5, responses.Count(response => response.IsSuccessStatusCode));
        Assert.All(responses.Where(response => !response.IsSuccessStatusCode), response =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.Equal("1", response.Header("Retry-After"));
        });
        var answers = new List<ScriptedAnswer>();
        while (answers.Count < 5)
        {
            answers.Add(await server.Model.AskedAsync());
        }

        // Those that were refused asked no model; the end of one makes room for another.
        Assert.Equal(5, server.Model.Prompts.Count);
        answers[0].Say("Once.").Finish();
        HttpResponseMessage? another = null;
        for (var i = 0; i < 200 && another?.IsSuccessStatusCode != true; i++)
        {
            another = await server.Client.StreamAsync(new { message = "Tell me another." });
            await Task.Delay(10, Cancellation);
        }

        Assert.True(another!.IsSuccessStatusCode);
        Array.ForEach(responses, response => response.Dispose());
    }
}
