using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Parley.Errors;
using Parley.Integrations.Providers.Wire;
using Polly;
using Polly.Retry;

namespace Parley.Integrations.VectorStores.Http;

/// <summary>
/// Calls one service, again and again where that may help: whatever is called here can be done twice. All failures leave as
/// <see cref="AppException"/> with <see cref="ErrorCode.ServiceUnavailable"/>.
/// </summary>
internal sealed partial class StoreConnection
{
    /// <summary>No answer is longer: a thousand hits are some hundred KiB.</summary>
    private const int AnswerLimit = 16 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly StoreEndpoint _endpoint;
    private readonly WireHttp _http;
    private readonly HttpStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StoreFailures _failures;
    private readonly ResiliencePipeline _retries;

    public StoreConnection(StoreEndpoint endpoint, WireHttp http, HttpStoreOptions options, TimeProvider clock, ILogger logger)
    {
        (_endpoint, _http, _options, _clock, _logger) = (endpoint, http, options, clock, logger);
        _failures = new(endpoint, clock);
        _retries = options.MaxAttempts == 1 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(Retries()).Build();
    }

    /// <summary>The answer; null when the status is <paramref name="tolerated"/>.</summary>
    /// <param name="body">JSON, or null for none.</param>
    /// <exception cref="AppException">It failed, and says what to do.</exception>
    public async Task<TAnswer?> SendAsync<TAnswer>(
        HttpMethod method, Uri address, byte[]? body, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken, HttpStatusCode? tolerated = null)
        where TAnswer : class
    {
        try
        {
            return await _retries.ExecuteAsync(
                async token => await AttemptAsync(method, address, body, answer, tolerated, token), cancellationToken);
        }
        catch (StoreException e)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, e.Message, e) { Retryable = e.IsTransient, RetryAfter = e.RetryAfter };
        }
    }

    private async Task<TAnswer?> AttemptAsync<TAnswer>(
        HttpMethod method, Uri address, byte[]? body, JsonTypeInfo<TAnswer> answer, HttpStatusCode? tolerated, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = _endpoint.CreateRequest(method, address);
            request.Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = Json } };
            using var response = await _http.SendAsync(request, either.Token);
            if (response.IsSuccessStatusCode)
            {
                await using var stream = new BoundedStream(await response.Content.ReadAsStreamAsync(either.Token), AnswerLimit);
                return await JsonSerializer.DeserializeAsync(stream, answer, either.Token) ?? throw new JsonException("It is null.");
            }

            return response.StatusCode == tolerated ? null : throw await _failures.FromResponseAsync(response, either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && _failures.FromException(e) is { } explained)
        {
            throw explained;
        }
    }

    private RetryStrategyOptions Retries() => new()
    {
        MaxRetryAttempts = _options.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.Delay,
        MaxDelay = _options.MaxDelay,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is StoreException { IsTransient: true } e && !(e.RetryAfter > _options.MaxDelay)),

        // Null: the delay of the strategy.
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as StoreException)?.RetryAfter),
        OnRetry = arguments =>
        {
            LogRetry(_endpoint.Name, arguments.Outcome.Exception?.Message, arguments.RetryDelay.TotalMilliseconds);
            return default;
        },
    };

    [LoggerMessage(LogLevel.Information, "{Store}: {Problem} Trying again in {Delay:f0} ms.")]
    private partial void LogRetry(string store, string? problem, double delay);
}
