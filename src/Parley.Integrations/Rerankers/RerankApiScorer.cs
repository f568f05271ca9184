using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Integrations.Providers.Wire;
using Parley.Knowledge.Retrieval;

namespace Parley.Integrations.Rerankers;

/// <summary>Asks a rerank API. It failing costs the search nothing but the order it would have given.</summary>
internal sealed partial class RerankApiScorer(
    WireHttp http, IOptions<RerankApiOptions> options, TimeProvider clock, ILogger<RerankApiScorer> logger) : IPassageScorer
{
    private readonly RerankApiOptions _options = options.Value;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(_options.Url);

    public async Task<IReadOnlyList<double>?> ScoreAsync(string query, IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Ask(query, [.. texts.Select(Shorten)]);
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                LogRefused((int)response.StatusCode);
                return null;
            }

            using var json = await WireConnection.ReadJsonAsync(response, either.Token);
            return Read(json.RootElement, texts.Count);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or JsonException or OperationCanceledException or Models.ModelException)
        {
            // The message alone: what was sent is text of documents.
            LogFailed(e.GetType().Name);
            return null;
        }
    }

    private HttpRequestMessage Ask(string query, string[] texts)
    {
        object body = _options.Format is RerankFormat.Tei
            ? new { query, texts, truncate = true }
            : new { model = _options.Model, query, documents = texts, top_n = texts.Length };
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = JsonContent.Create(body) };
        if (!string.IsNullOrWhiteSpace(_options.ApiKey))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey.Trim());
        }

        return request;
    }

    /// <summary>The scores in the order of the texts; null unless there is exactly one for each.</summary>
    private static double[]? Read(JsonElement answer, int count)
    {
        var results = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("results", out var inside) ? inside : answer;
        if (results.ValueKind is not JsonValueKind.Array || results.GetArrayLength() != count)
        {
            return null;
        }

        var scores = new double?[count];
        foreach (var result in results.EnumerateArray())
        {
            if (result.ValueKind is not JsonValueKind.Object
                || !result.TryGetProperty("index", out var index) || index.ValueKind is not JsonValueKind.Number || !index.TryGetInt32(out var at) || at < 0 || at >= count
                || !(result.TryGetProperty("relevance_score", out var score) || result.TryGetProperty("score", out score))
                || score.ValueKind is not JsonValueKind.Number)
            {
                return null;
            }

            scores[at] = score.GetDouble();
        }

        return scores.All(score => score is not null) ? Squash([.. scores.Select(score => score ?? 0)]) : null;
    }

    // Some servers give logits: those become 0 to 1 as the models mean them.
    private static double[] Squash(double[] scores) =>
        scores.All(score => score is >= 0 and <= 1) ? scores : [.. scores.Select(score => 1 / (1 + Math.Exp(-score)))];

    private string Shorten(string text)
    {
        var end = Math.Min(text.Length, _options.MaxLength);
        return end == text.Length ? text : text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    [LoggerMessage(LogLevel.Warning, "The reranking API answered with status {Status}; the order before it holds")]
    private partial void LogRefused(int status);

    [LoggerMessage(LogLevel.Warning, "The reranking API could not be asked ({What}); the order before it holds")]
    private partial void LogFailed(string what);
}
