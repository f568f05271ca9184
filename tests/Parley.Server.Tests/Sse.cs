using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Parley.Server.Tests;

/// <summary>A stream as a client reads it.</summary>
internal static class Sse
{
    public static async IAsyncEnumerable<(long Id, string Event, JsonElement Data)> ReadAsync(HttpResponseMessage response)
    {
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync());
        await foreach (var item in parser.EnumerateAsync())
        {
            yield return (long.Parse(item.EventId!), item.EventType, JsonDocument.Parse(item.Data).RootElement);
        }
    }

    public static async Task<List<(long Id, string Event, JsonElement Data)>> ReadAllAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var all = new List<(long, string, JsonElement)>();
        await foreach (var item in ReadAsync(response))
        {
            all.Add(item);
        }

        return all;
    }

    public static string Text(this IEnumerable<(long Id, string Event, JsonElement Data)> events) =>
        string.Concat(events.Where(e => e.Event == "token").Select(e => e.Data.GetProperty("token").GetString()));

    public static Task<HttpResponseMessage> StreamAsync(this HttpClient client, object body) =>
        client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "chat/stream") { Content = System.Net.Http.Json.JsonContent.Create(body) },
            HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> ResumeAsync(this HttpClient client, string turn, long after) =>
        client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"chat/stream/{turn}") { Headers = { { "Last-Event-ID", $"{after}" } } },
            HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public static string Header(this HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
