using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Limits;

public sealed class RequestLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D1_OneUser_IsRefusedAtTheLimitWithHeaders()
    {
        await using var server = new TestServer(("Limits:Requests", "3"));
        var left = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.Client.GetAsync("conversations", Cancellation);
            Assert.Equal("3", response.Header("X-RateLimit-Limit"));
            Assert.InRange(Number(response, "X-RateLimit-Reset"), 1, 62);
            left.Add(Number(response, "X-RateLimit-Remaining"));
        }

        using var refused = await server.Client.GetAsync("conversations", Cancellation);

        Assert.Equal([2, 1, 0], left);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(Number(refused, "Retry-After"), 1, 62);
        Assert.Equal("0", refused.Header("X-RateLimit-Remaining"));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("RATE_LIMIT_EXCEEDED", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal(Number(refused, "Retry-After"), problem.GetProperty("retry_after").GetInt32());
    }

    [Fact]
    public async Task D1_OpenAiRoutes_AreRefusedInOpenAisShape()
    {
        await using var server = new TestServer(("Limits:Requests", "1"));
        using var root = new HttpClient { BaseAddress = server.ClientOptions.BaseAddress };
        (await root.GetAsync("v1/models", Cancellation)).Dispose();

        using var refused = await root.GetAsync("v1/models", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(Number(refused, "Retry-After"), 1, 62);
        Assert.Equal("1", refused.Header("X-RateLimit-Limit"));
        var error = (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error");
        Assert.Equal(("rate_limit_error", "rate_limit_exceeded"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        Assert.False(refused.Headers.Contains("x-should-retry"));
    }

    [Fact]
    public async Task D1_SpellingsOfOneAddress_CountAgainstOneBucket()
    {
        await using var server = new TestServer(("Limits:Requests", "8"));
        string[] spellings =
        [
            "/api/v1/conversations", "/API/v1/Conversations", "/api/v1/conversations/", "/api/v1/chat/../conversations", "/api//v1/conversations",
            "/api/v1/conversations?x=1", "/api/v1/%63onversations", "/api/v1/nothing/here",
        ];
        using var raw = new RawClient(server.ClientOptions.BaseAddress.Port);
        foreach (var spelling in spellings)
        {
            Assert.NotEqual(429, await raw.GetAsync(spelling));
        }

        Assert.All(await Task.WhenAll(spellings.Select(spelling => raw.GetAsync(spelling))), status => Assert.Equal(429, status));
    }

    [Fact]
    public async Task D1_SpoofedAddresses_AreOneCaller()
    {
        await using var server = new TestServer(("Limits:Requests", "5"));

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "conversations")
            {
                Headers = { { "X-Forwarded-For", $"203.0.113.{i}" }, { "X-Real-IP", $"203.0.113.{i}" }, { "Forwarded", $"for=203.0.113.{i}" } },
            };
            using var response = await server.Client.SendAsync(request, Cancellation);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(5, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(5, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task D1_SingleUserWithoutASetting_HasNoLimits()
    {
        await using var server = new TestServer();

        using var response = await server.Client.GetAsync("conversations", Cancellation);

        Assert.False(response.Headers.Contains("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task D1_HealthAndMetrics_AreNotLimited()
    {
        await using var server = new TestServer(("Limits:Requests", "1"));
        for (var i = 0; i < 5; i++)
        {
            using var health = await server.Client.GetAsync("health", Cancellation);
            using var metrics = await server.Client.GetAsync("/metrics", Cancellation);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, metrics.StatusCode));
        }
    }

    [Fact]
    public async Task D1_Refusals_AreMeasured()
    {
        await using var server = new TestServer(("Limits:Requests", "1"));
        (await server.Client.GetAsync("conversations", Cancellation)).Dispose();
        (await server.Client.GetAsync("conversations", Cancellation)).Dispose();

        var metrics = await server.Client.GetStringAsync("/metrics", Cancellation);

        Assert.Contains("parley_limits_requests_total{outcome=\"allowed\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("parley_limits_requests_total{outcome=\"user\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D2_FiftyAtOnce_OnlyTheLimitReachesTheModel()
    {
        await using var server = new TestServer(("Limits:Requests", "7"));
        server.Model.AlwaysSays = ["Yes."];

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await server.Client.PostAsJsonAsync("chat", new { message = "Really?" }, Cancellation);
            return response.StatusCode;
        }));

        Assert.Equal(7, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(43, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(7, server.Model.Prompts.Count);
    }

    internal static int Number(HttpResponseMessage response, string header) => int.Parse(response.Header(header), CultureInfo.InvariantCulture);
}
