using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models.Tokens;

namespace Parley.Server.OpenAi.Answers;

/// <summary>What an answer cost in tokens: the provider's figures, or our count where it gives none.</summary>
internal sealed class AnswerUsage(TokenCounter tokens, IReadOnlyList<ChatMessage> messages, string model)
{
    private UsageDetails? _told;

    /// <summary>Further rounds of one answer add up.</summary>
    public void Add(UsageDetails? usage)
    {
        if (usage is not null)
        {
            (_told ??= new UsageDetails()).Add(usage);
        }
    }

    public void Write(Utf8JsonWriter json, StringBuilder text)
    {
        var input = _told?.InputTokenCount ?? tokens.Count(messages, model);
        var output = _told?.OutputTokenCount ?? tokens.Count(text.ToString(), model);
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, input);
        json.WriteNumber("completion_tokens"u8, output);
        json.WriteNumber("total_tokens"u8, input + output);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, _told?.CachedInputTokenCount ?? 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, _told?.ReasoningTokenCount ?? 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteNumber("accepted_prediction_tokens"u8, 0);
        json.WriteNumber("rejected_prediction_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
