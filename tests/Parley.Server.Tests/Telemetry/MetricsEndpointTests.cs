using System.Net;
using System.Net.Http.Json;

namespace Parley.Server.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Get_AfterRequests_TellsRoutesCachesAndTurns()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hello"];
        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var answer = await server.Client.PostAsJsonAsync("chat", new { message = "Hi", temperature = 0 }, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        using var response = await server.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        var samples = PrometheusFormat.Read(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(1, samples["parley_cache_lookups_total{outcome=\"miss\"}"]);
        Assert.Equal(2, samples["parley_cache_lookups_total{outcome=\"exact\"}"]);
        Assert.Equal(0, samples["parley_turns_running"]);
        Assert.Equal(3, samples["http_server_request_duration_seconds_count{http_request_method=\"POST\",http_response_status_code=\"200\",http_route=\"/api/v1/chat/\"}"]);
        Assert.DoesNotContain(samples.Keys, key => key.Contains("metrics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Off_NotFound()
    {
        await using var server = new TestServer(("Metrics:Enabled", "false"));

        using var response = await server.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
