using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Makes a provider's own words fit to be shown: bounded, without keys, without the prompt.</summary>
internal static partial class SafeText
{
    private const int Limit = 300;

    /// <summary>The shortest stretch of a message that counts as quoting it.</summary>
    private const int QuoteLength = 16;

    public static string Of(string text, string key, IReadOnlyList<ChatMessage> messages)
    {
        // Validators in Python quote the whole request after 'input':.
        var quoted = Input().Match(text);
        text = quoted.Success ? text[..quoted.Index] : text;
        if (key.Length > 0)
        {
            text = text.Replace(key, "***", StringComparison.Ordinal);
        }

        text = Whitespace().Replace(KeyLike().Replace(text, "***"), " ").Trim();
        if (messages.Any(message => Quotes(text, message.Text)))
        {
            return "";
        }

        return text.Length <= Limit ? text : text[..Limit] + "…";
    }

    private static bool Quotes(string text, string prompt)
    {
        prompt = Whitespace().Replace(prompt, " ").Trim();
        if (prompt.Length < QuoteLength)
        {
            return false;
        }

        for (var at = 0; at + QuoteLength <= text.Length; at++)
        {
            if (prompt.AsSpan().Contains(text.AsSpan(at, QuoteLength), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("""['"]input['"]\s*:""")]
    private static partial Regex Input();

    /// <summary>
    /// The known prefixes, bearer tokens, and any run of 24 letters and digits that holds both. No hyphens in it: the
    /// names of models are as long, and those must be read.
    /// </summary>
    [GeneratedRegex(@"\b(?:sk|pk|rk|gsk|hf|xai|nvapi|key)[-_][A-Za-z0-9_*\-]{8,}|Bearer\s+\S+|\b(?=[A-Za-z_+/]*\d)(?=[\d_+/]*[A-Za-z])[A-Za-z0-9_+/]{24,}")]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
