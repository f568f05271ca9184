using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Core.Tests.Knowledge.Keywords;

public sealed class TermsTests
{
    [Theory]
    [InlineData("Close code 4001 is sent", "close code 4001 is sent")]
    [InlineData("the X-Trace-Id header", "the xtraceid+ x trace id header")]
    [InlineData("chunk_tokens and chunkTokens", "chunktokens+ chunk tokens and chunktokens+ chunk tokens")]
    [InlineData("an HTTPServer, URLs", "an httpserver+ http server urls")]
    [InlineData("appsettings.json.", "appsettingsjson+ appsettings json")]
    [InlineData("3.5 of 1,250 in 1.2.3", "3.5 of 1250 in 1.2.3")]
    [InlineData("on 2026-11-21", "on 20261121+ 2026 11 21")]
    [InlineData("don't, we've; Parley's O'Neill", "dont weve parley oneill+ o neill")]
    [InlineData("Crème brûlée, Straße, Ærø, Łódź", "creme brulee strasse aero lodz")]
    [InlineData("cre\u0300me", "creme")]
    [InlineData("Привет Μέλι", "привет μελι")]
    [InlineData("東京都に", "東京 京都 都に")]
    [InlineData("日", "日")]
    [InlineData("a 😀 b", "a 😀 b")]
    [InlineData("--- ... '' _", "")]
    [InlineData("", "")]
    public void Reader_Text_GivesWordsWholeAndInParts(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("what does the WHO say", "WHO say")]
    [InlineData("is IT in the US", "IT US")]
    [InlineData("who is it", "")]
    public void Of_CommonWords_AreLeftOutUnlessTheyAreAcronyms(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Terms.Of(text).Select(term => text[term.Start..term.End])));

    [Fact]
    public void Of_Terms_PointAtTheirPlaces()
    {
        const string Text = "The retry budgets of X-Trace-Id";

        Assert.All(Terms.Of(Text).Where(term => !term.IsWhole), term => Assert.Equal(term.Word, Text[term.Start..term.End].ToLowerInvariant()));
        Assert.Equal([1, 2, 4, 4, 5, 6], Terms.Of(Text).Select(term => term.Position));
    }

    [Fact]
    public void Reader_AnyText_NeverFailsAndMovesOn()
    {
        var random = new Random(7);
        const string Letters = "aAbB1_-.'’,ß漢ナ😀é\u0301 \n\ud800x";
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var reader = new TermReader(text);
            var count = 0;
            while (reader.MoveNext())
            {
                Assert.True(reader.End > reader.Start && reader.End <= text.Length && reader.Word.Length <= (TermReader.MaxLength * 2));
                Assert.True(++count <= text.Length * 2);
            }
        }
    }

    // Of Porter's published vocabulary and output.
    [Theory]
    [InlineData("caresses", "caress"), InlineData("ponies", "poni"), InlineData("cats", "cat"), InlineData("feed", "feed"), InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster"), InlineData("motoring", "motor"), InlineData("sing", "sing"), InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop"), InlineData("falling", "fall"), InlineData("filing", "file"), InlineData("happy", "happi"), InlineData("sky", "sky")]
    [InlineData("relational", "relat"), InlineData("conditional", "condit"), InlineData("digitizer", "digit"), InlineData("radically", "radic")]
    [InlineData("vietnamization", "vietnam"), InlineData("operator", "oper"), InlineData("hopefulness", "hope"), InlineData("formative", "form")]
    [InlineData("triplicate", "triplic"), InlineData("electrical", "electr"), InlineData("revival", "reviv"), InlineData("adjustable", "adjust")]
    [InlineData("adoption", "adopt"), InlineData("replacement", "replac"), InlineData("probate", "probat"), InlineData("rate", "rate")]
    [InlineData("controlling", "control"), InlineData("roll", "roll"), InlineData("generalizations", "gener"), InlineData("oscillators", "oscil")]
    [InlineData("is", "is"), InlineData("4001", "4001"), InlineData("größe", "größe")]
    public void Stem_Word_IsPorters(string word, string stem) => Assert.Equal(stem, Terms.Stem(word));

    private static string Read(string text)
    {
        var words = new List<string>();
        var reader = new TermReader(text);
        while (reader.MoveNext())
        {
            words.Add(reader.Word.ToString() + (reader.IsWhole ? "+" : ""));
        }

        return string.Join(' ', words);
    }
}
