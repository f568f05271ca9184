using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Rerankers;
using Xunit;

namespace Parley.Integrations.Tests.Rerankers;

public sealed class RerankApiScorerTests
{
    [Fact]
    public async Task Score_Cohere_AsksAsItsApiSaysAndPutsScoresInOrder()
    {
        var (scores, asked) = await AskAsync(
            new() { ApiKey = "secret", Model = "rerank-v3.5" }, 200, """{"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0.2}]}""");

        Assert.Equal([0.2, 0.9], scores);
        Assert.Equal("Bearer secret", asked.Authorization);
        Assert.Equal("rerank-v3.5", asked.Body.GetProperty("model").GetString());
        Assert.Equal(["one", "two"], asked.Body.GetProperty("documents").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal("q", asked.Body.GetProperty("query").GetString());
    }

    [Fact]
    public async Task Score_Tei_ReadsItsListAndSquashesLogits()
    {
        var (scores, asked) = await AskAsync(new() { Format = RerankFormat.Tei }, 200, """[{"index":0,"score":0.0},{"index":1,"score":4.0}]""");

        Assert.Equal(0.5, scores![0], 6);
        Assert.True(scores[1] is > 0.97 and < 1);
        Assert.True(asked.Body.TryGetProperty("texts", out _));
        Assert.Null(asked.Authorization);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(302, "{}")]
    [InlineData(200, "not json")]
    [InlineData(200, "[]")]
    [InlineData(200, """[{"index":0,"score":1},{"index":0,"score":1}]""")]
    [InlineData(200, """[{"index":0,"score":1},{"index":2,"score":1}]""")]
    [InlineData(200, """[{"index":"0","score":1},{"index":1,"score":1}]""")]
    [InlineData(200, """[{"index":0,"score":"1"},{"index":1,"score":1}]""")]
    [InlineData(200, """[1,2]""")]
    public async Task Score_AnswerThatIsNone_LeavesTheOrder(int status, string answer) =>
        Assert.Null((await AskAsync(new(), status, answer)).Scores);

    [Fact]
    public async Task Score_NobodyThere_LeavesTheOrder()
    {
        using var http = new WireHttp();
        var scorer = Scorer(http, new() { Url = $"http://127.0.0.1:{FreePort()}/rerank" });

        Assert.Null(await scorer.ScoreAsync("q", ["one"], Caller.Local, TestContext.Current.CancellationToken));
        Assert.False(Scorer(http, new()).IsConfigured);
    }

    private static async Task<(IReadOnlyList<double>? Scores, (string? Authorization, JsonElement Body) Asked)> AskAsync(RerankApiOptions options, int status, string answer)
    {
        using var listener = new HttpListener();
        options.Url = $"http://127.0.0.1:{FreePort()}/v2/rerank";
        listener.Prefixes.Add(options.Url + "/");
        listener.Start();
        var served = ServeAsync(listener, status, answer);
        using var http = new WireHttp();
        var scores = await Scorer(http, options).ScoreAsync("q", ["one", "two"], Caller.Local, TestContext.Current.CancellationToken);
        return (scores, await served);
    }

    private static async Task<(string? Authorization, JsonElement Body)> ServeAsync(HttpListener listener, int status, string answer)
    {
        var context = await listener.GetContextAsync();
        using var body = await JsonDocument.ParseAsync(context.Request.InputStream, cancellationToken: TestContext.Current.CancellationToken);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer), TestContext.Current.CancellationToken);
        context.Response.Close();
        return (context.Request.Headers["Authorization"], body.RootElement.Clone());
    }

    private static RerankApiScorer Scorer(WireHttp http, RerankApiOptions options) =>
        new(http, Options.Create(options), TimeProvider.System, NullLogger<RerankApiScorer>.Instance);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
