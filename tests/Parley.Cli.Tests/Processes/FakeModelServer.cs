using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Cli.Tests.Processes;

/// <summary>
/// An OpenAI-compatible server. The model's name says what it does: <c>echo</c> says the message again, <c>hold</c>
/// begins and waits to be hung up on, <c>endless</c> never ends, <c>evil</c> tries to drive the terminal, <c>fail</c> fails,
/// <c>broken</c> ends without an end, <c>rate-8</c> answers 8, whole.
/// </summary>
public sealed class FakeModelServer : IAsyncLifetime
{
    private readonly WebApplication _app;

    public FakeModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/v1/models", () => new { data = new[] { new { id = "echo" }, new { id = "hold" } } });
        _app.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public string Url => _app.Urls.First() + "/v1";

    /// <summary>The last message of every prompt.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var message = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        Messages.Enqueue(message);
        http.Response.ContentType = "text/event-stream";
        switch (body.RootElement.GetProperty("model").GetString())
        {
            case "fail":
                http.Response.StatusCode = 401;
                await http.Response.WriteAsJsonAsync(new { error = new { message = "no such key" } });
                break;
            case "evil":
                await SayAsync(http, "\e[31mred\e]0;owned\a and", " \e[2Jwhite");
                await FinishAsync(http);
                break;
            case "rate-8":
                http.Response.ContentType = null;
                await http.Response.WriteAsJsonAsync(new
                {
                    choices = new[] { new { index = 0, message = new { role = "assistant", content = "8" }, finish_reason = "stop" } },
                    usage = new { prompt_tokens = 11, completion_tokens = 1, total_tokens = 12 },
                });
                break;
            case "broken":
                await SayAsync(http, "one ", "two ");
                break;
            case "hold":
                await SayAsync(http, "one ", "two");
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "endless":
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await SayAsync(http, "again and again\n");
                }

                break;
            default:
                await SayAsync(http, "You said: ", message);
                await FinishAsync(http);
                break;
        }
    }

    private static async Task SayAsync(HttpContext http, params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await WriteAsync(http, new { choices = new[] { new { index = 0, delta = new { content = piece }, finish_reason = (string?)null } } });
        }
    }

    private static async Task FinishAsync(HttpContext http)
    {
        await WriteAsync(http, new { choices = new[] { new { index = 0, delta = new { }, finish_reason = "stop" } } });
        await WriteAsync(http, new { choices = Array.Empty<object>(), usage = new { prompt_tokens = 11, completion_tokens = 22, total_tokens = 33 } });
        await http.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task WriteAsync(HttpContext http, object chunk)
    {
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await http.Response.Body.FlushAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
