using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Models.Tokens;
using Xunit;

namespace Parley.Core.Tests.Models.Tokens;

public sealed class BpeEncodingTests
{
    private static readonly EncodingStore Store = new(NullLogger<EncodingStore>.Instance);

    private static BpeEncoding O200k => Store.Find(TokenEncoding.O200kBase)!;

    private static BpeEncoding Cl100k => Store.Find(TokenEncoding.Cl100kBase)!;

    [Theory, InlineData("o200k_base"), InlineData("cl100k_base")]
    public void Encode_GoldTexts_EqualsTiktoken(string name)
    {
        var encoding = name == "o200k_base" ? O200k : Cl100k;
        using var gold = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Models/Tokens/gold.json")));
        Assert.True(gold.RootElement.GetArrayLength() >= 300);

        foreach (var entry in gold.RootElement.EnumerateArray())
        {
            var text = entry.GetProperty("text").GetString()!;
            var expected = entry.GetProperty(name).EnumerateArray().Select(token => token.GetInt32()).ToArray();

            Assert.Equal(expected, encoding.Encode(text));
            Assert.Equal(expected.Length, encoding.Count(text));
        }
    }

    [Theory]
    [InlineData("a", 100_000)]
    [InlineData("=", 100_000)]
    [InlineData("本", 100_000)]
    [InlineData("A", 100_000)]
    [InlineData(" ", 100_000)]
    [InlineData("\n ", 50_000)]
    [InlineData("\u0301", 100_000)]
    [InlineData("xq", 50_000)]
    public void Count_HostileRepeats_StaysFast(string unit, int times)
    {
        var text = string.Concat(Enumerable.Repeat(unit, times));
        O200k.Count("warm");
        var watch = Stopwatch.StartNew();

        var count = O200k.Count(text);

        Assert.InRange(count, 1, TokenCounter.UpperBound(text));
        // Milliseconds on an idle machine; a quadratic algorithm would take minutes.
        Assert.True(watch.ElapsedMilliseconds < 5_000, $"{watch.ElapsedMilliseconds} ms");
    }

    // tiktoken itself needs seconds for these, so they are kept out of the gold file.
    [Fact]
    public void Count_HundredThousandTimesA_EqualsTiktoken()
    {
        var text = new string('a', 100_000);

        Assert.Equal(12_500, O200k.Count(text));
        Assert.Equal(12_500, Cl100k.Count(text));
    }

    [Theory, InlineData("\ud800"), InlineData("a\udc00b"), InlineData("\udc00\ud800")]
    public void Encode_LoneSurrogate_IsReplacementCharacter(string text)
    {
        var replaced = text.Replace('\ud800', '\ufffd').Replace('\udc00', '\ufffd');

        Assert.Equal(O200k.Encode(replaced), O200k.Encode(text));
        Assert.Equal(Cl100k.Encode(replaced), Cl100k.Encode(text));
    }

    [Fact]
    public void Count_LongSplitText_IsSumOfShortPieces()
    {
        const string Sentence = "The quick brown fox jumps over the lazy dog. ";

        Assert.InRange(O200k.Count(string.Concat(Enumerable.Repeat(Sentence, 1_000))), 10_000, 10_001);
    }
}
