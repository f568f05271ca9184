using System.Text.RegularExpressions;

namespace Parley.Bench.Cache;

/// <summary>Makes of a question others that mean the same in other dress, and others that look the same and mean something else.</summary>
internal sealed class Variants(IReadOnlyList<string> vocabulary, Random random)
{
    private static readonly string[] Polite = ["Please tell me: ", "Hello, ", "please ", "Hi! "];

    public IEnumerable<Pair> Of(string question)
    {
        // Same.
        yield return new("same: case and marks", true, question, question.ToUpperInvariant() == question ? question.ToLowerInvariant() : question.TrimEnd('?', '.', '!', ' ').ToLowerInvariant());
        yield return new("same: polite", true, question, Polite[random.Next(Polite.Length)] + question);
        if (Short(question) is { } shorter)
        {
            yield return new("same: contraction", true, question, shorter);
        }

        if (Slip(question) is { } slip)
        {
            yield return new("same: slip of the pen", true, question, slip);
        }

        // Not the same.
        if (Regex.Match(question, "[0-9]+") is { Success: true } number)
        {
            yield return new("near: other number", false, question, question.Remove(number.Index, number.Length).Insert(number.Index, $"{int.Parse(number.Value[..Math.Min(5, number.Length)]) + 1 + random.Next(9)}"));
        }

        if (Regex.Match(question, @"\b(is|are|can|should|does|do|did|was|will|could|would)\b", RegexOptions.IgnoreCase) is { Success: true } verb)
        {
            yield return new("near: negated", false, question, question.Insert(verb.Index + verb.Length, " not"));
        }

        if (OtherWord(question) is { } changed)
        {
            yield return new("near: one other word", false, question, changed);
        }

        if (Regex.Match(question, @"\b(my|your|his|her|their|before|after|when|where|who|how)\b", RegexOptions.IgnoreCase) is { Success: true } pointer)
        {
            yield return new("near: points elsewhere", false, question, question.Remove(pointer.Index, pointer.Length).Insert(pointer.Index, pointer.Value.ToLowerInvariant() switch
            {
                "my" => "your", "your" => "my", "his" => "her", "her" => "his", "their" => "our",
                "before" => "after", "after" => "before", "when" => "where", "where" => "when", "who" => "when", _ => "why",
            }));
        }
    }

    private static string? Short(string question)
    {
        var text = Regex.Replace(question, @"\b(what|where|who|how|that|it|there) is\b", "$1's", RegexOptions.IgnoreCase);
        text = Regex.Replace(text, @"\b(do|does|did|is|are|was|could|would|should) not\b", "$1n't", RegexOptions.IgnoreCase);
        text = Regex.Replace(text, @"\bI (am)\b", "I'm");
        return text == question ? null : text;
    }

    // Two letters changed places inside one longer word.
    private string? Slip(string question)
    {
        var words = Regex.Matches(question, "[a-zA-Z]{6,}");
        if (words.Count == 0)
        {
            return null;
        }

        var word = words[random.Next(words.Count)];
        var at = word.Index + random.Next(1, word.Length - 2);
        return question[..at] + question[at + 1] + question[at] + question[(at + 2)..];
    }

    private string? OtherWord(string question)
    {
        var words = Regex.Matches(question, "[a-zA-Z]{5,}");
        if (words.Count == 0)
        {
            return null;
        }

        var word = words[random.Next(words.Count)];
        var other = vocabulary[random.Next(vocabulary.Count)];
        return other.Equals(word.Value, StringComparison.OrdinalIgnoreCase) ? null : question.Remove(word.Index, word.Length).Insert(word.Index, other);
    }
}
