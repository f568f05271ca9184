using Parley.Cli.Terminal;

namespace Parley.Cli.Tests.Terminal;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("über", 4)]
    [InlineData("u\u0308ber", 4)]
    [InlineData("日本語", 6)]
    [InlineData("한국", 4)]
    [InlineData("ＡＢ", 4)]
    [InlineData("😀", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("❤", 1)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("→ … ·", 5)]
    public void Of_Text_CountsCells(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));
}
