namespace Parley.Knowledge.Evaluation;

/// <summary>Puts slips of the pen into questions: a letter left out, doubled, swapped with its neighbour, or another in its place.</summary>
public static class Misspeller
{
    // Shorter words are too near to others; first letters are seldom wrong.
    private const int Shortest = 5;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <param name="words">How many words of the text are to be misspelt, where there are as many long enough.</param>
    /// <param name="seed">The same text and seed give the same slips.</param>
    public static string Misspell(string text, int words, int seed)
    {
        var random = new Random(seed);
        var parts = text.Split(' ');
        var candidates = Enumerable.Range(0, parts.Length).Where(i => parts[i].Length >= Shortest && parts[i].All(char.IsAsciiLetter)).ToArray();
        random.Shuffle(candidates);
        foreach (var i in candidates.Take(words))
        {
            parts[i] = Slip(parts[i], random);
        }

        return string.Join(' ', parts);
    }

    private static string Slip(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        var slipped = random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + Letters[random.Next(Letters.Length)] + word[(at + 1)..],
        };
        return slipped == word ? word.Remove(at, 1) : slipped;
    }
}
