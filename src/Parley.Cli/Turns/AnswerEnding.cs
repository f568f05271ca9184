using System.Globalization;
using Parley.Chat;

namespace Parley.Cli.Turns;

/// <summary>What is said after an answer.</summary>
internal static class AnswerEnding
{
    /// <summary>Who answered, and how much.</summary>
    public static string Summary(TurnCompleted done) => string.Join(" · ", Parts(done));

    /// <summary>Why the answer may not be whole; null when it is.</summary>
    public static string? Remark(TurnCompleted done) => done.FinishReason switch
    {
        "cancelled" => "Stopped; what was written is kept.",
        "length" => "The answer was cut at its length limit.",
        "content_filter" => "The provider's content filter ended the answer.",
        "tool_calls" => "The model asked for a tool and left it at that.",
        _ => null,
    };

    private static IEnumerable<string> Parts(TurnCompleted done)
    {
        yield return $"{done.Provider}/{done.Model}";
        if (done.TokensUsed is { Total: > 0 } tokens)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{tokens.Prompt:N0} tokens read, {tokens.Completion:N0} written");
            yield return Price(done.Cost);
        }

        if (done.Cache is not null)
        {
            yield return "from the cache";
        }

        if (done.Degradation is not "full")
        {
            yield return $"service {done.Degradation}";
        }
    }

    private static string Price(decimal? dollars) => dollars switch
    {
        null => "price unknown",
        0 => "free",
        < 0.000001m => "<$0.000001",
        { } cost => string.Create(CultureInfo.InvariantCulture, $"${cost:0.00####}"),
    };
}
