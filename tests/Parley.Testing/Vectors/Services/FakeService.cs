using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Testing.Vectors.OpenApi;

namespace Parley.Testing.Vectors.Services;

/// <summary>
/// The double of a service on loopback: it does what the service does in the simplest way, holds every request and its own every answer to the
/// service's published description where that is there, and fails on demand.
/// </summary>
public abstract class FakeService(string keyHeader) : IAsyncDisposable
{
    public const string Key = "store-key-0123456789abcdefghijklmnop";

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.First());

    /// <summary>Requests that the service would not have understood, and answers that it would not give.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Method and path of every request, failed ones too.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The largest body that came, in bytes.</summary>
    public long LargestBody { get; private set; }

    /// <summary>Whether anything was checked by a description.</summary>
    public bool IsChecked => Descriptions.Any(description => description.Value is not null);

    /// <summary>Descriptions by the beginning of the paths they describe; the first that fits counts.</summary>
    protected List<KeyValuePair<string, OpenApiDescription?>> Descriptions { get; } = [];

    /// <summary>Whether it closes every connection, as if nobody were there.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many vectors it holds.</summary>
    public abstract int Count { get; }

    /// <summary>Fails the next requests so, in that order.</summary>
    public void Fail(params Fault[] faults) => Array.ForEach(faults, _faults.Enqueue);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _app.StopAsync(patience.Token);
            await _app.DisposeAsync();
        }
    }

    protected async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync();
    }

    /// <summary>What the service does. One request at a time.</summary>
    protected abstract (int Status, JsonNode Body) Answer(HttpRequest request, JsonElement? body);

    /// <summary>An error as the service says it.</summary>
    protected abstract JsonNode Error(int status, string message);

    protected void Violated(string what) => _violations.Enqueue(what);

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        _requests.Enqueue($"{request.Method} {path}");
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, context.RequestAborted);
        if (IsAway)
        {
            context.Abort();
            return;
        }

        if (_faults.TryDequeue(out var fault))
        {
            await FailAsync(context, fault);
            return;
        }

        if (request.Headers[keyHeader] != Key)
        {
            await WriteAsync(context, 401, Error(401, "Invalid key"));
            return;
        }

        using var json = bytes.Length > 0 ? JsonDocument.Parse(bytes.ToArray()) : null;
        var body = json?.RootElement;
        var description = Descriptions.FirstOrDefault(candidate => path.StartsWith(candidate.Key, StringComparison.Ordinal)).Value;
        foreach (var problem in description?.CheckRequest(request.Method, path, [.. request.Query.Keys], [.. request.Headers.Keys], body) ?? [])
        {
            Violated($"{request.Method} {path}: {problem}");
        }

        int status;
        JsonNode answer;
        lock (_gate)
        {
            LargestBody = Math.Max(LargestBody, bytes.Length);
            (status, answer) = Answer(request, body);
        }

        foreach (var problem in description?.CheckAnswer(request.Method, path, status, JsonSerializer.SerializeToElement(answer)) ?? [])
        {
            Violated($"The answer to {request.Method} {path}: {problem}");
        }

        await WriteAsync(context, status, answer);
    }

    private async Task FailAsync(HttpContext context, Fault fault)
    {
        var response = context.Response;
        switch (fault)
        {
            case Fault.Limited:
                await WriteAsync(context, 429, Error(429, "Too many requests"));
                break;
            case Fault.LimitedForASecond or Fault.LimitedForAnHour:
                response.Headers.RetryAfter = fault is Fault.LimitedForASecond ? "1" : "3600";
                await WriteAsync(context, 429, Error(429, "Too many requests"));
                break;
            case Fault.Broken:
                await WriteAsync(context, 500, Error(500, "Internal error"));
                break;
            case Fault.Hanging:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case Fault.Closed:
                context.Abort();
                break;
            case Fault.Truncated:
                await response.WriteAsync("""{"result":{"groups":[{"id":""");
                break;
            case Fault.Foreign:
                await response.WriteAsync("""["<html>"]""");
                break;
            case Fault.Refused:
                await WriteAsync(context, 400, Error(400, $"The key {Key} is of no use"));
                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
