// In a test project the name alone is that of a namespace.
using PassageWindows = Parley.Knowledge.Embedding.Windows;

namespace Parley.Core.Tests.Knowledge.Embedding;

public sealed class WindowsTests
{
    [Theory, InlineData(null), InlineData(100)]
    public void Of_WhatFits_IsOneWindow(int? size) => Assert.Equal(["A short passage."], PassageWindows.Of("A short passage.", size));

    [Fact]
    public void Of_Sentences_EndsWithOneAndBeginsWithAWord()
    {
        var text = string.Concat(Enumerable.Range(0, 30).Select(i => $"Sentence number {i} says a little. "));

        var windows = PassageWindows.Of(text, 100);

        Assert.All(windows.SkipLast(1), window => Assert.EndsWith(".", window, StringComparison.Ordinal));
        Assert.All(windows, window => Assert.True(char.IsAsciiLetterOrDigit(window[0]) && (window[0] == 'S' || text.Contains(' ' + window, StringComparison.Ordinal)), window));
    }

    [Fact]
    public void Of_AnyText_CoversItInOverlappingWindowsWithinTheSize()
    {
        var random = new Random(3);
        const string Letters = "ab .!?\n,中。😀é";
        for (var trial = 0; trial < 500; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 600)).Select(_ => Letters[random.Next(random.Next(1, Letters.Length))]))
                .Replace('\ud83d', 'x').Replace('\ude00', 'y').Replace("x", "😀", StringComparison.Ordinal);
            var size = random.Next(16, 120);

            var windows = PassageWindows.Of(text, size);

            var at = 0;
            foreach (var window in windows)
            {
                Assert.True(window.Length <= size || windows.Count == 1);
                Assert.False(char.IsLowSurrogate(window[0]) || char.IsHighSurrogate(window[^1]));

                // Each goes on within the one before or right behind it.
                var found = Enumerable.Range(0, at + 1).Last(start => string.CompareOrdinal(text, start, window, 0, window.Length) == 0);
                at = Math.Max(at, found + window.Length);
            }

            Assert.Equal(text.Length, at);
        }
    }
}
