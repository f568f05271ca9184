using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Models.Offline.Intents;

/// <summary>"What is 17 * 23?": hands the expression to the calculator tool, never works it out itself.</summary>
internal sealed class ArithmeticIntent : IIntent
{
    private const string Tool = "calculate";
    private const int LongestRequest = 300;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Introduction = new($@"^(({Alternatives("""
        hi|hello|hey|hallo|please|bitte|can you|could you|kannst du|tell me|and|und|so|then|ok|okay|=
        what is|what's|whats|what are|how much is|how much are|the result of|the value of
        calculate|compute|evaluate|solve|work out
        was ist|was sind|was ergibt|wie viel ist|wieviel ist|wie viel sind|berechne|rechne
        """)})[\s,:]+)+", Options);

    private static readonly Regex Ending = new(@"(\s*(=|\?|please|bitte|\.|!|equal to|equals|aus|gleich))+\s*$", Options);

    // What people say, and what the calculator reads.
    private static readonly (Regex Spoken, string Written)[] Spoken =
    [
        (Word("(multiplied by|times|mal)"), " * "),
        (Word("(divided by|over|geteilt durch|durch)"), " / "),
        (Word("(to the power of|hoch)"), " ^ "),
        (Word("plus"), " + "),
        (Word("minus"), " - "),
        (Word("(percent|prozent)"), "% "),
        (Word("von"), " of "),
        (Word("(modulo|modulus)"), " mod "),
        (Word("squared"), " ^ 2"),
        (Word("cubed"), " ^ 3"),
        (Word("(the )?square root of"), " sqrt "),
        (Word("(die )?wurzel (aus|von)"), " sqrt "),
    ];

    private const string Functions = "sqrt|abs|round|min|max|log10|log2|log|ln|exp|sin|cos|tan|floor|ceil";

    // Digits, operators and the calculator's own names, nothing else.
    private static readonly Regex Expression = new(
        $@"^([\d\s.,+\-*/^%()×÷−·√π]|\b(of|mod|x|pi|e|{Functions})\b|\dx\d)+$", Options);

    // An operator between operands, a percentage or a function: a number alone is no calculation.
    private static readonly Regex Operation = new(
        $@"[\d)a-zπ%]\s*([+*/^×÷−·%]|\bx\b|\bof\b|\bmod\b)\s*[\d(\-a-z√π]|\d\s*-\s*[\d(]|\dx\d|\d\s*%|√|\b({Functions})\b", Options);

    private static readonly Regex DateOrPhone = new(@"^\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}|[\d\-]{7,})\s*$", Options);

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Outcome is { Call.Name: Tool } outcome)
            return new OfflineReply(outcome.Error is { } error
                ? turn.Phrases.ToolFailed(error)
                : $"{outcome.Argument("expression")} = **{outcome.Result}**");
        if (turn.Outcome is not null || Find(turn.Request.Length > 0 ? turn.Request : turn.Material) is not { } expression)
            return null;
        return turn.Tools.Contains(Tool)
            ? OfflineReply.CallTool(Tool, ("expression", expression))
            : new OfflineReply(turn.Phrases.NoCalculator);
    }

    /// <summary>The expression in a request that is nothing but a calculation; otherwise <c>null</c>.</summary>
    private static string? Find(string request)
    {
        if (request.Length is < 2 or > LongestRequest)
            return null;
        var expression = Ending.Replace(Introduction.Replace(request.Trim(), ""), "");
        foreach (var (spoken, written) in Spoken)
            expression = spoken.Replace(expression, written);
        expression = Tidy(expression);
        return Expression.IsMatch(expression) && Operation.IsMatch(expression) && !DateOrPhone.IsMatch(expression) ? expression : null;
    }

    private static string Tidy(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var symbol in text.Trim())
        {
            if (symbol != ' ' || (result.Length > 0 && result[^1] != ' '))
                result.Append(char.IsControl(symbol) ? ' ' : symbol);
        }

        return result.Replace(" %", "%").ToString().Trim();
    }

    private static string Alternatives(string lines) =>
        string.Join('|', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Regex Word(string pattern) => new($@"\s*\b{pattern}\b\s*", Options);
}
