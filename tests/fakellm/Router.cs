using System.Text;
using System.Text.Json;

namespace FakeLlm;

/// <summary>Which route is answered by whom.</summary>
internal sealed class Router(FakeLlmOptions options, Wheel wheel, Counters counters, Recorder recorder)
{
    private static readonly string[] Models =
    [
        "gpt-4o", "gpt-4o-mini", "claude-sonnet", "text-embedding-3-small", "ok-20x0", "ok-20x20-200", "slow-2000", "fail-429", "fail-500",
        "flaky-50-503", "hang", "hang-mid", "reset", "reset-mid", "truncate-mid", "malformed", "slowloris", "error-mid", "empty", "length",
        "filter", "tool", "reason", "echo", "json", "utf8", "bigline", "context", "blocked", "leak",
    ];

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly byte[] ModelList = List(Models);

    /// <summary>Anthropic has no embeddings.</summary>
    private static readonly byte[] AnthropicModelList = List(Models.Where(id => !id.Contains("embed")));

    private static readonly byte[] TagList = JsonSerializer.SerializeToUtf8Bytes(new
    {
        models = Models.Select(name => new { name, model = name, details = new { family = name.Contains("embed") ? "bert" : "llama" } }),
    });

    private readonly RequestReader _reader = new(options, counters, recorder);
    private readonly ChatEndpoint _chat = new(options, wheel, counters);
    private readonly Preamble _preamble = new(wheel, counters);

    public Task HandleAsync(HttpContext context) => Route(context.Request.Path.Value ?? "/") switch
    {
        "/v1/chat/completions" or "/chat/completions" => ChatAsync(context, Protocol.OpenAi),
        "/v1/messages" or "/messages" => ChatAsync(context, Protocol.Anthropic),
        "/api/chat" => ChatAsync(context, Protocol.Ollama),
        "/v1/embeddings" or "/embeddings" => EmbedAsync(context, Protocol.OpenAi),
        "/api/embed" => EmbedAsync(context, Protocol.Ollama),
        "/v1/models" or "/models" =>
            context.WriteJsonAsync(200, context.Request.Headers.ContainsKey("anthropic-version") ? AnthropicModelList : ModelList),
        "/api/tags" => context.WriteJsonAsync(200, TagList),
        "/healthz" => context.WriteJsonAsync(200, "{\"ok\":true}"u8.ToArray()),
        "/__stats" => context.WriteJsonAsync(200, JsonSerializer.SerializeToUtf8Bytes(counters.Snapshot(), SnakeCase)),
        "/__requests" => context.WriteJsonAsync(200, Encoding.UTF8.GetBytes("[" + string.Join(",", recorder.All.Select(request => request.Body)) + "]")),
        "/__reset" => ResetAsync(context),
        var path => context.WriteJsonAsync(404, Failure.Body(Protocol.OpenAi, "not_found_error", "not_found_error", $"no route {path}")),
    };

    private static byte[] List(IEnumerable<string> models) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        @object = "list",
        data = models.Select(id => new { id, @object = "model", created = 1700000000, owned_by = "fakellm" }),
    });

    private static string Route(string path)
    {
        foreach (var prefix in new[] { "/openai", "/anthropic", "/ollama" })
        {
            if (path.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                return path[prefix.Length..];
            }
        }

        return path;
    }

    private async Task ChatAsync(HttpContext context, Protocol protocol)
    {
        if (await _reader.ReadAsync(context, protocol) is not { } request)
        {
            return;
        }

        var behaviour = Behaviour.From(options, request.Model, context.Request);
        var delay = new Wheel.Delay();
        if (!await _preamble.EndsAsync(context, behaviour, protocol, request, delay))
        {
            await _chat.AnswerAsync(context, behaviour, protocol, request, delay);
        }
    }

    private async Task EmbedAsync(HttpContext context, Protocol protocol)
    {
        if (await _reader.ReadAsync(context, protocol) is not { } request)
        {
            return;
        }

        var behaviour = Behaviour.From(options, request.Model, context.Request);
        if (!await _preamble.EndsAsync(context, behaviour, protocol, request, new Wheel.Delay()))
        {
            var dimensions = request.Dimensions > 0 ? Math.Min(request.Dimensions, 4096) : options.EmbedDims;
            await context.WriteJsonAsync(200, Embeddings.Response(request, dimensions, protocol, behaviour.Mode));
        }
    }

    private Task ResetAsync(HttpContext context)
    {
        counters.Reset();
        recorder.Clear();
        return context.WriteJsonAsync(200, "{}"u8.ToArray());
    }
}
