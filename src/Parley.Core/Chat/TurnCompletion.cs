using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Data;
using Parley.Errors;
using Parley.Pipeline.Degradation;

namespace Parley.Chat;

/// <summary>Ends turns: writes the outcome first and only then tells the readers, so that no client ever saw the end of an answer that is not stored.</summary>
public sealed partial class TurnCompletion(DegradationState degradation, TimeProvider clock, ILogger<TurnCompletion> logger)
{
    // A database that is away a moment (a restart, a failover) must not cost an answer.
    private static readonly TimeSpan[] Retries = [TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    internal async Task EndAsync(RunningTurn turn, TurnOutcome outcome, string content)
    {
        var last = LastEvent(turn, outcome);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await turn.Recorder.FinishAsync(outcome, content, last);
                break;
            }
            catch (AppException e)
            {
                if (attempt == Retries.Length)
                {
                    LogLost(e, turn.Id);
                    last = last with { Kind = TurnEventKind.Error, Payload = Serialize(Problem.From(e)) };
                    break;
                }

                await Task.Delay(Retries[attempt], clock);
            }
        }

        turn.Log.Append(last);
    }

    internal static TurnOutcome Failed(AppException error) => new(TurnStatus.Failed) { Problem = Problem.From(error) };

    /// <summary>The outcome of a turn that was made to end.</summary>
    internal static TurnOutcome Ended(RunningTurn turn) => turn.Ending switch
    {
        TurnEnding.TimedOut => Failed(new(ErrorCode.LlmTimeout, "The answer took longer than a turn may take. What was written is kept.") { Retryable = true }),
        TurnEnding.ShutDown => Interrupted(),
        _ => new(TurnStatus.Cancelled) { FinishReason = "cancelled" },
    };

    /// <summary>The outcome of a turn whose process went away.</summary>
    internal static TurnOutcome Interrupted() => new(TurnStatus.Interrupted)
    {
        Problem = Problem.From(new(ErrorCode.ServiceUnavailable, "Parley was restarted while it answered. What was written is kept; go on, or have it answered anew.") { Retryable = true }),
    };

    internal static string Serialize(Problem problem) => JsonSerializer.Serialize(problem, TurnJson.Default.Problem);

    private TurnEvent LastEvent(RunningTurn turn, TurnOutcome outcome) => outcome.Problem is { } problem
        ? new(turn.Log.LastSequence + 1, TurnEventKind.Error, Serialize(problem))
        : new(turn.Log.LastSequence + 1, TurnEventKind.Complete, JsonSerializer.Serialize(Completed(turn, outcome), TurnJson.Default.TurnCompleted));

    private TurnCompleted Completed(RunningTurn turn, TurnOutcome outcome)
    {
        var tokens = new TokenUsage(outcome.PromptTokens ?? 0, outcome.CompletionTokens ?? 0);
        return new()
        {
            FinishReason = outcome.FinishReason!,
            TotalTokens = tokens.Total,
            TokensUsed = tokens,
            Id = turn.AnswerId,
            UserMessageId = turn.UserMessageId,
            ConversationId = turn.ConversationId,
            TurnId = turn.Id,
            Title = turn.Title,
            Model = (outcome.ServedBy ?? turn.Model).Model,
            Provider = (outcome.ServedBy ?? turn.Model).Provider.Name,
            Persona = turn.Persona?.Rendered.Reference,
            Cost = outcome.CostNanos / 1e9m,
            Cache = outcome.Cache,
            ModelCalls = turn.ModelOptions.Report.Attempts.Count(attempt => !attempt.WasHeldBack),
            Degradation = SnakeCaseEnum.Write(degradation.Level),
            Timestamp = clock.GetUtcNow().UtcDateTime,
            Context = turn.Cut,
            Route = TurnRoute.Of(turn.Route?.Tier, turn.Route?.Reason),
            Sources = turn.Passages?.Sources,
            Citations = outcome.Citations,
        };
    }

    [LoggerMessage(LogLevel.Error, "The answer of turn {Turn} could not be stored; it will be marked interrupted")]
    private partial void LogLost(Exception error, TurnId turn);
}
