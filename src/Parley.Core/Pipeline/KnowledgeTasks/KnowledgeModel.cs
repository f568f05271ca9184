using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge;
using Parley.Models;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Resilience;

namespace Parley.Pipeline.KnowledgeTasks;

/// <summary>
/// Asks the configured model through the pipeline: on the caller's account, and by nobody else when it fails. Whoever waits for a search or
/// an answer waits for this besides, so each question has a short time, and a model that keeps missing it is left alone for a while.
/// </summary>
internal sealed partial class KnowledgeModel(
    ModelPipeline pipeline, ModelSelector models, CircuitBreakers breakers, DegradationState degradation, KnowledgeModelMeter meter, TimeProvider clock,
    IOptions<KnowledgeModelOptions> options, IOptions<BreakerOptions> breaker, ILogger<KnowledgeModel> logger) : IKnowledgeModel
{
    public const string Feature = "knowledge";

    // Its own: being too slow for a question on the side says nothing about the model's answers to people, and what the pipeline sees of
    // a time-out here is a caller who left.
    private readonly CircuitBreaker _breaker = new(breaker.Value, clock);

    private ModelSelection? Chosen => options.Value.Link is { } link && models.Find(link.Provider) is { } provider
        ? new(provider, link.Model ?? provider.DefaultModel)
        : null;

    public bool IsAvailableTo(Caller caller) => Chosen is { } model && caller.May(Rights.UseModels)
        && _breaker.State is not CircuitState.Open && breakers.View(model.Provider.Name, model.Model).State is not CircuitState.Open
        && degradation.OperatorLevel is null or DegradationLevel.Full;

    public async Task<string?> AskAsync(string system, string prompt, Caller caller, CancellationToken cancellationToken)
    {
        if (Chosen is not { } model || !caller.May(Rights.UseModels))
        {
            return null;
        }

        if (!IsAvailableTo(caller) || !_breaker.TryEnter(out var isProbe))
        {
            meter.Asked(KnowledgeTaskOutcome.LeftAlone);
            return null;
        }

        var (outcome, answer) = (default(KnowledgeTaskOutcome?), default(string));
        try
        {
            (outcome, answer) = await CallAsync(model, [new(ChatRole.System, system), new(ChatRole.User, prompt)], caller, cancellationToken);
        }
        finally
        {
            // Without an outcome the caller left: that tells nothing.
            Settle(model, outcome, isProbe);
        }

        meter.Asked(outcome.Value);
        return answer;
    }

    private async Task<(KnowledgeTaskOutcome Outcome, string? Answer)> CallAsync(
        ModelSelection model, IReadOnlyList<ChatMessage> messages, Caller caller, CancellationToken cancellationToken)
    {
        using var watch = new CancellationTokenSource(options.Value.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellationToken);
        var call = new ModelCallOptions(caller, Feature, model)
        {
            Temperature = 0,
            MaxOutputTokens = options.Value.MaxAnswerTokens,
            CacheUse = CacheUse.None,
            IsOptional = true,
        };
        try
        {
            var response = await pipeline.Client.GetResponseAsync(messages, call, either.Token);
            var isWhole = response.FinishReason is null || response.FinishReason == ChatFinishReason.Stop;
            return isWhole && response.Text.Trim() is { Length: > 0 } text ? (KnowledgeTaskOutcome.Answered, text) : (KnowledgeTaskOutcome.Unusable, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var outcome = OutcomeOf(e);
            if (e is not (ModelException or AppException or OperationCanceledException))
            {
                LogBroken(e, model.Provider.Name, model.Model);
            }
            else
            {
                LogDoneWithout(model.Provider.Name, model.Model, outcome);
            }

            return (outcome, null);
        }
    }

    private static KnowledgeTaskOutcome OutcomeOf(Exception error) => error switch
    {
        OperationCanceledException or ModelException { Kind: ModelErrorKind.Timeout } => KnowledgeTaskOutcome.TimedOut,
        ModelException { WasHeldBack: true } => KnowledgeTaskOutcome.LeftAlone,
        AppException or ModelException { Kind: ModelErrorKind.InvalidRequest or ModelErrorKind.ContentFiltered or ModelErrorKind.ContextTooLong } => KnowledgeTaskOutcome.Refused,
        _ => KnowledgeTaskOutcome.Failed,
    };

    private void Settle(ModelSelection model, KnowledgeTaskOutcome? outcome, bool isProbe)
    {
        switch (outcome)
        {
            case KnowledgeTaskOutcome.Answered or KnowledgeTaskOutcome.Unusable:
                _breaker.Succeed();
                break;
            case KnowledgeTaskOutcome.TimedOut or KnowledgeTaskOutcome.Failed:
                if (_breaker.Fail())
                {
                    LogLeftAlone(model.Provider.Name, model.Model, breaker.Value.OpenFor);
                }

                break;
            default:
                if (isProbe)
                {
                    _breaker.Release();
                }

                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Knowledge does without {Provider}/{Model}: {Outcome}")]
    private partial void LogDoneWithout(string provider, string model, KnowledgeTaskOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "{Provider}/{Model} keeps failing at questions of knowledge, or is too slow for them: it is not asked for {OpenFor}")]
    private partial void LogLeftAlone(string provider, string model, TimeSpan openFor);

    [LoggerMessage(LogLevel.Warning, "A question to {Provider}/{Model} broke")]
    private partial void LogBroken(Exception error, string provider, string model);
}
