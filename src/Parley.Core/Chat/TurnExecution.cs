using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Parley.Chat.Grounding;
using Parley.Data;
using Parley.Errors;
using Parley.Knowledge.Citations;
using Parley.Models;
using Parley.Pipeline;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>One turn at work: from the prompt, through the model's stream, to the last durable event.</summary>
internal sealed partial class TurnExecution(
    RunningTurn turn, PromptAssembler prompts, Grounder grounder, ModelPipeline pipeline, TurnCompletion completion, ILogger logger)
{
    private readonly StringBuilder _text = new();
    private AnswerText _incoming = new();
    private List<ChatMessage> _prompt = [];
    private ChatFinishReason? _finish;
    private readonly Dictionary<string, FunctionCallContent> _calls = [];

    public async Task RunAsync()
    {
        var outcome = await AnswerAsync();
        await completion.EndAsync(turn, outcome, _text.ToString());
    }

    private async Task<TurnOutcome> AnswerAsync()
    {
        try
        {
            (_prompt, turn.Cut) = await prompts.AssembleAsync(turn, turn.Stopping);
            foreach (var source in turn.Passages?.Sources ?? [])
            {
                await AddEventAsync(TurnEventKind.Source, TurnGroundingJson.Write(source));
            }

            await StreamAsync();
            return Finished() with { Citations = await CheckCitationsAsync() };
        }
        catch (OperationCanceledException) when (turn.Stopping.IsCancellationRequested)
        {
            return Counted(TurnCompletion.Ended(turn));
        }
        catch (ModelException e)
        {
            LogProviderFailed(turn.Id, turn.Model.Provider.Name, e.Kind);
            return Counted(TurnCompletion.Failed(e.ToAppException()));
        }
        catch (AppException e)
        {
            return Counted(TurnCompletion.Failed(e));
        }
        catch (Exception e)
        {
            LogBroken(e, turn.Id);
            return Counted(TurnCompletion.Failed(new(ErrorCode.InternalError, "The answer broke off because of an error in Parley. The log names it by the trace id.") { Retryable = true }));
        }
    }

    private async Task StreamAsync()
    {
        await foreach (var update in pipeline.Client.GetStreamingResponseAsync(_prompt, turn.ModelOptions, turn.Stopping))
        {
            foreach (var content in update.Contents)
            {
                await AddAsync(content);
            }

            _finish = update.FinishReason ?? _finish;
        }

        if (_incoming.Rest() is { } rest)
        {
            await AddTextAsync(rest);
        }
    }

    // The answer is there and stays, whatever becomes of the check.
    private async Task<CitationReport?> CheckCitationsAsync()
    {
        if (turn.Passages is not { } passages)
        {
            return null;
        }

        try
        {
            return await grounder.CheckAsync(_text.ToString(), passages, turn.Caller, turn.Stopping);
        }
        catch (Exception e) when (!turn.Stopping.IsCancellationRequested)
        {
            LogUnchecked(e, turn.Id);
            return null;
        }
    }

    private ValueTask AddAsync(AIContent content)
    {
        switch (content)
        {
            case TextContent text when _incoming.Next(text.Text) is { Length: > 0 } piece:
                return AddTextAsync(piece);
            case FailoverContent failover:
                return FailOverAsync(failover);
            case CacheHitContent hit:
                return AddEventAsync(TurnEventKind.Cache, TurnCacheHit.Write(hit));
            case FunctionCallContent call:
                _calls[call.CallId] = call;
                return AddEventAsync(TurnEventKind.Tool, ToolSteps.Began(call));
            case FunctionResultContent result:
                return AddEventAsync(TurnEventKind.Tool, ToolSteps.Ended(result, _calls.GetValueOrDefault(result.CallId)));
            default:
                return default;
        }
    }

    private ValueTask FailOverAsync(FailoverContent failover)
    {
        if (failover.Restarts)
        {
            _incoming = new();
            _text.Clear();
        }

        return AddEventAsync(TurnEventKind.Failover, TurnFailover.Write(failover));
    }

    private ValueTask AddTextAsync(string piece)
    {
        _text.Append(piece);
        return AddEventAsync(TurnEventKind.Token, piece);
    }

    private ValueTask AddEventAsync(TurnEventKind kind, string payload)
    {
        turn.Log.Append(kind, payload);
        return turn.Recorder.EventAddedAsync();
    }

    private TurnOutcome Finished()
    {
        var finish = _finish ?? ChatFinishReason.Stop;
        if (_text.Length == 0 && _calls.Count == 0 && finish == ChatFinishReason.Stop)
        {
            return Counted(TurnCompletion.Failed(new(
                ErrorCode.LlmProviderError, $"{turn.Model.Provider.DisplayName} finished without saying anything. Try again, or choose another model.") { Retryable = true }));
        }

        return Counted(new(TurnStatus.Complete) { FinishReason = finish.Value });
    }

    private TurnOutcome Counted(TurnOutcome outcome)
    {
        var report = turn.ModelOptions.Report;
        return outcome with
        {
            PromptTokens = report.PromptTokens,
            CompletionTokens = report.CompletionTokens,
            CostNanos = report.CostNanos,
            Cache = report.Cache > CacheOutcome.Miss ? SnakeCaseEnum.Write(report.Cache) : null,
            ServedBy = report.ServedBy,
        };
    }

    [LoggerMessage(LogLevel.Warning, "Turn {Turn}: provider {Provider} failed: {Kind}")]
    private partial void LogProviderFailed(TurnId turn, string provider, ModelErrorKind kind);

    [LoggerMessage(LogLevel.Warning, "The citations of turn {Turn} could not be checked")]
    private partial void LogUnchecked(Exception error, TurnId turn);

    [LoggerMessage(LogLevel.Error, "Turn {Turn} broke")]
    private partial void LogBroken(Exception error, TurnId turn);
}
