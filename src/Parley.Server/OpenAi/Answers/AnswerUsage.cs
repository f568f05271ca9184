using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Server.OpenAi.Answers;

/// <summary>
/// What an answer cost in tokens: what the ledger was charged, so that the client's sum is ours; for an answer that cost
/// nothing anew, what its provider once said.
/// </summary>
internal sealed class AnswerUsage(CallReport report)
{
    private readonly UsageDetails _told = new();

    /// <summary>Further rounds of one answer add up.</summary>
    public void Add(UsageDetails? usage)
    {
        if (usage is not null)
        {
            _told.Add(usage);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        var input = report.PromptTokens > 0 ? report.PromptTokens : _told.InputTokenCount ?? 0;
        var output = report.PromptTokens > 0 ? report.CompletionTokens : _told.OutputTokenCount ?? 0;
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, input);
        json.WriteNumber("completion_tokens"u8, output);
        json.WriteNumber("total_tokens"u8, input + output);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, _told.CachedInputTokenCount ?? 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, _told.ReasoningTokenCount ?? 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteNumber("accepted_prediction_tokens"u8, 0);
        json.WriteNumber("rejected_prediction_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
