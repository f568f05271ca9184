using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Models;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Resilience;
using Polly;

namespace Parley.Pipeline.Attempts;

/// <summary>
/// Turns texts into vectors: the same retries, breaker, pace, ledger and telemetry as for answers, around the provider's
/// embedding model. There is no other model to fall back to, since vectors of two models cannot be compared.
/// </summary>
public sealed class EmbeddingCalls
{
    private readonly AttemptSteps _steps;
    private readonly ResiliencePipeline _retry;
    private readonly TimeoutOptions _timeouts;
    private readonly TimeProvider _clock;

    internal EmbeddingCalls(IEnumerable<IAttemptStep> steps, IOptions<RetryOptions> retries, IOptions<TimeoutOptions> timeouts, TimeProvider clock)
    {
        _steps = new AttemptSteps([.. steps], clock);
        _retry = RetryStrategy.Create(retries.Value, clock);
        (_timeouts, _clock) = (timeouts.Value, clock);
    }

    /// <param name="call">Whose call it is, and the embedding model; see <see cref="ModelCallOptions.Model"/>.</param>
    /// <param name="texts">At least one.</param>
    /// <param name="dimensions">Null: as many as the model has.</param>
    /// <exception cref="ModelException">The provider has no such models, or failed.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(
        ModelCallOptions call, IReadOnlyList<string> texts, int? dimensions, CancellationToken cancellationToken)
    {
        var provider = call.Model.Provider;
        var generator = provider.EmbeddingGenerator
            ?? throw new ModelException(ModelErrorKind.ModelNotFound, provider.Name, $"{provider.DisplayName} has no models for embeddings. Choose another provider.");
        List<ChatMessage> messages = [.. texts.Select(text => new ChatMessage(ChatRole.User, text))];
        var options = new EmbeddingGenerationOptions { ModelId = call.Model.Model, Dimensions = dimensions };

        // Nothing is written, so nothing is set aside for it.
        call.MaxOutputTokens = 0;
        return await _retry.ExecuteAsync(
            async token => await AttemptAsync(new Attempt(call, provider, messages, _clock.GetTimestamp()), generator, texts, options, token), cancellationToken);
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> AttemptAsync(
        Attempt attempt, IEmbeddingGenerator<string, Embedding<float>> generator, IReadOnlyList<string> texts, EmbeddingGenerationOptions options,
        CancellationToken cancellationToken)
    {
        await _steps.BeginAsync(attempt, cancellationToken);
        using var watch = new CancellationTokenSource(_timeouts.Total, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellationToken);
        try
        {
            var vectors = await generator.GenerateAsync(texts, options, either.Token);
            _steps.FirstToken(attempt);
            attempt.Use(vectors.Usage?.InputTokenCount is { } read ? new UsageDetails { InputTokenCount = read, OutputTokenCount = 0 } : null);
            attempt.Outcome = AttemptOutcome.Succeeded;
            return vectors;
        }
        catch (OperationCanceledException e) when (watch.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            attempt.Fail(ModelErrorKind.Timeout);
            throw new ModelException(
                ModelErrorKind.Timeout, attempt.Provider.Name,
                string.Create(CultureInfo.InvariantCulture, $"{attempt.Provider.DisplayName} gave no vectors within {_timeouts.Total.TotalSeconds:0.###} s (LLM_TIMEOUT). Try again, or send less."), e);
        }
        catch (ModelException e)
        {
            attempt.Fail(e.Kind);
            throw;
        }
        finally
        {
            await _steps.EndAsync(attempt);
        }
    }
}
