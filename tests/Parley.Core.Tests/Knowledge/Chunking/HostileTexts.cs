using System.Text;

namespace Parley.Core.Tests.Knowledge.Chunking;

/// <summary>Texts that chunkers have fallen over, here or elsewhere.</summary>
internal static class HostileTexts
{
    private static readonly string[] Parts =
    [
        "word ", "Sentence ends here. ", "No. 5 of Dr. Smith's 3.14 items! ", "\n", "\n\n", "\n \n", "\t", "   ", "👩‍👩‍👧‍👦", "🇦🇹", "é\u0301\u0327", "漢字仮名交じり文。", "한국어 문장입니다. ",
        "שלום עולם ", "مرحبا بالعالم؟ ", "ZWJ\u200Dtext", "camelCaseIdentifier", "https://example.com/a/b?c=d&e=f ", "1234567890", "=====", "# Heading\n", "```\ncode\n```\n", "| a | b |\n|---|---|\n",
        "'s", "''ll", "\u00A0", "\u3000", "ǅungla", "ÀÉÎ", "-", "…", "\u2028", "AあBBBBBB", "𝒜𝓁𝓅𝒽𝒶", "\uFFFD",
    ];

    public static Dictionary<string, string> Named { get; } = new()
    {
        ["empty"] = "",
        ["blank"] = " \n\t\n  ",
        ["one word"] = "word",
        ["one long word"] = new('x', 50_000),
        ["one megabyte in a line"] = string.Concat(Enumerable.Range(0, 130_000).Select(i => $"w{i % 977} ")),
        ["base64 in a line"] = Convert.ToBase64String(Random(40_000)),
        ["Chinese without spaces"] = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)(0x4E00 + (i * 7919 % 20_000)))),
        ["emoji"] = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 2000)),
        ["combining marks"] = "a" + new string('\u0301', 20_000),
        ["spaces"] = "a" + new string(' ', 50_000) + "b",
        ["line breaks"] = "a" + new string('\n', 50_000) + "b",
        ["points"] = new('.', 20_000),
        ["right to left"] = string.Concat(Enumerable.Repeat("שלום עולם, زمان طويل. ", 2000)),
        ["capitals with one tail"] = new string('A', 5000) + "あ" + new string('B', 5000),
        ["headings only"] = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{new string('#', (i % 6) + 1)} H{i}\n")),
        ["unclosed fence"] = "# Code\n\n```c\n" + string.Concat(Enumerable.Repeat("int x = 1;\n\n", 3000)),
        ["a table of one row"] = "| " + string.Concat(Enumerable.Repeat("cell | ", 8000)),
        ["half a pair never"] = string.Concat(Enumerable.Repeat("𝒜", 9000)),
    };

    /// <summary>A text of such parts, always the same for a seed.</summary>
    public static string Mixed(int seed, int length)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            var part = Parts[random.Next(Parts.Length)];
            for (var times = random.Next(10) == 0 ? random.Next(200) : 1; times > 0; times--)
                text.Append(part);
        }

        return text.ToString();
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
