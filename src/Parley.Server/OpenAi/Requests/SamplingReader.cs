using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>How the model shall choose its words, and when it shall stop. The bounds are OpenAI's.</summary>
internal static class SamplingReader
{
    private const int MaxTokens = 1_000_000;
    private const int MaxStops = 4;
    private const int MaxStopLength = 1000;

    public static void Read(RequestField body, ChatOptions options)
    {
        options.Temperature = body["temperature"].Number(0, 2);
        options.TopP = body["top_p"].Number(0, 1);
        options.FrequencyPenalty = body["frequency_penalty"].Number(-2, 2);
        options.PresencePenalty = body["presence_penalty"].Number(-2, 2);
        options.Seed = body["seed"].Whole(long.MinValue, long.MaxValue);
        options.MaxOutputTokens = ReadMaxTokens(body);
        options.StopSequences = ReadStop(body["stop"]);
        options.Reasoning = ReadReasoning(body["reasoning_effort"]);
    }

    private static int? ReadMaxTokens(RequestField body)
    {
        var (newer, older) = (body["max_completion_tokens"].Whole(1, MaxTokens), body["max_tokens"].Whole(1, MaxTokens));
        return newer is null || older is null || newer == older
            ? (int?)(newer ?? older)
            : throw body["max_tokens"].Invalid("'max_tokens' and 'max_completion_tokens' say different things. Give only the second.");
    }

    private static List<string>? ReadStop(RequestField stop) =>
        stop.IsMissing ? null
        : stop.IsText ? [ReadOneStop(stop)]
        : stop.IsArray ? [.. stop.Items(0, MaxStops).Select(ReadOneStop)]
        : throw stop.Wrong("a string or an array of strings");

    private static string ReadOneStop(RequestField stop) =>
        stop.Text(MaxStopLength) is { Length: > 0 } text ? text : throw stop.Invalid($"'{stop.Path}' is empty; nothing can be stopped at.");

    private static ReasoningOptions? ReadReasoning(RequestField effort) => effort.IsMissing ? null : new ReasoningOptions
    {
        Effort = effort.Text() switch
        {
            "none" => ReasoningEffort.None,
            "low" => ReasoningEffort.Low,
            "medium" => ReasoningEffort.Medium,
            "high" => ReasoningEffort.High,
            "xhigh" => ReasoningEffort.ExtraHigh,
            "minimal" => throw effort.Unsupported("'minimal' cannot be passed on. Use none, low, medium, high or xhigh."),
            _ => throw effort.Invalid("'reasoning_effort' must be none, low, medium, high or xhigh."),
        },
    };
}
