using Parley.Cli.Search;

namespace Parley.Cli.Tests.Search;

public sealed class ExcerptTests
{
    private static readonly string Filler = string.Concat(Enumerable.Repeat("Nothing of importance was seen there.\n", 40));

    [Fact]
    public void Of_LongText_ShowsWhereMostWordsOfTheQueryStand()
    {
        var text = Filler + "A socket is not a plug.\n" + Filler + "The sockets close with 4001 when nobody signed in.\n" + Filler;

        var excerpt = Excerpt.Of(text, "Why does the socket close with 4001?", 300);

        Assert.Contains("close with 4001", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 290, 302);
        Assert.Equal(('…', '…'), (excerpt[0], excerpt[^1]));
    }

    [Theory]
    [InlineData("zebra")]
    [InlineData("")]
    public void Of_NoWordFound_ShowsTheBeginning(string query) => Assert.Equal(Filler[..300] + "…", Excerpt.Of(Filler, query, 300));

    [Fact]
    public void Of_ShortText_IsWhole() => Assert.Equal("Short.", Excerpt.Of(" Short.\n", "anything", 300));

    [Fact]
    public void Of_EmojiAtTheCut_IsNotHalved()
    {
        var excerpt = Excerpt.Of(string.Concat(Enumerable.Repeat("🐧", 400)) + " lighthouse " + string.Concat(Enumerable.Repeat("🐧", 400)), "lighthouse", 301);

        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(excerpt)));
        Assert.Contains("lighthouse", excerpt, StringComparison.Ordinal);
    }
}
