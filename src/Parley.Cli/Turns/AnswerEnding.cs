using System.Globalization;
using Parley.Chat;

namespace Parley.Cli.Turns;

/// <summary>What is said after an answer.</summary>
internal static class AnswerEnding
{
    /// <summary>Who answered, and how much.</summary>
    public static string Summary(TurnCompleted done) => done.TokensUsed is { Total: > 0 } tokens
        ? string.Create(CultureInfo.InvariantCulture, $"{done.Provider}/{done.Model} · {tokens.Prompt:N0} tokens read, {tokens.Completion:N0} written{Price(done)}")
        : $"{done.Provider}/{done.Model}";

    /// <summary>Why the answer may not be whole; null when it is.</summary>
    public static string? Remark(TurnCompleted done) => done.FinishReason switch
    {
        "cancelled" => "Stopped; what was written is kept.",
        "length" => "The answer was cut at its length limit.",
        "content_filter" => "The provider's content filter ended the answer.",
        "tool_calls" => "The model asked for a tool and left it at that.",
        _ => null,
    };

    private static string Price(TurnCompleted done) =>
        done.Cost is { } cost ? string.Create(CultureInfo.InvariantCulture, $" · ${cost:0.######}") : "";
}
