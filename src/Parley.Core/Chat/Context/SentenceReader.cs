using Parley.Models.Offline.Text;

namespace Parley.Chat.Context;

/// <summary>Cuts a message into sentences, line by line. Code is left out: half a program helps nobody.</summary>
internal static class SentenceReader
{
    private const int MaxText = 100_000;

    public static IEnumerable<string> Read(string text)
    {
        var inCode = false;
        foreach (var line in text[..Math.Min(text.Length, MaxText)].Split('\n'))
        {
            if (line.AsSpan().TrimStart().StartsWith("```"))
            {
                inCode = !inCode;
            }
            else if (!inCode)
            {
                foreach (var sentence in SentenceSplitter.Split(line))
                {
                    yield return sentence;
                }
            }
        }
    }
}
