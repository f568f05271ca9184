using System.Diagnostics;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Chunking;

/// <summary>What every registered chunker keeps to, on any text.</summary>
public sealed class ChunkerConformanceTests
{
    public static TheoryData<string> Names => [.. Chunkers.All.Select(chunker => chunker.Name)];

    public static TheoryData<string, string> NamesAndTexts
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var chunker in Chunkers.All)
            {
                foreach (var text in HostileTexts.Named.Keys)
                    all.Add(chunker.Name, text);
            }

            return all;
        }
    }

    [Fact]
    public void Chunkers_HaveNamesOfTheirOwn()
    {
        Assert.NotEmpty(Chunkers.All);
        Assert.All(Chunkers.All, chunker => Assert.Matches("^[a-z]+$", chunker.Name));
        Assert.Equal(Chunkers.All.Count, Chunkers.All.Select(chunker => chunker.Name).Distinct().Count());
    }

    [Theory, MemberData(nameof(NamesAndTexts))]
    public async Task Split_HostileText_KeepsToTheContract(string chunker, string text)
    {
        var watch = Stopwatch.StartNew();
        await AssertContractAsync(chunker, HostileTexts.Named[text], 64, 32, TextKind.Prose);
        await AssertContractAsync(chunker, HostileTexts.Named[text], 400, 50, TextKind.Markdown);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"Took {watch.Elapsed}.");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Split_MixedTexts_KeepsToTheContract(string chunker)
    {
        var random = new Random(11);
        for (var seed = 0; seed < 60; seed++)
        {
            var tokens = random.Next(64, 300);
            await AssertContractAsync(chunker, HostileTexts.Mixed(seed, random.Next(50, 6000)), tokens, random.Next(0, (tokens / 2) + 1), (TextKind)(seed % 4));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Split_ShortText_IsOnePassage(string chunker)
    {
        var passage = Assert.Single(await Chunkers.SplitAsync(chunker, "  Short and sweet.\n", 64, 10));

        Assert.Equal(new ChunkSpan(2, 18, Chunkers.Count("Short and sweet.")), passage);
    }

    private static async Task AssertContractAsync(string chunker, string text, int tokens, int overlap, TextKind kind)
    {
        var passages = await Chunkers.SplitAsync(chunker, text, tokens, overlap, kind);
        var covered = new bool[text.Length];
        var previous = new ChunkSpan(-1, -1, 0);
        foreach (var passage in passages)
        {
            Assert.InRange(passage.Start, 0, text.Length - 1);
            Assert.InRange(passage.End, passage.Start + 1, text.Length);
            var span = text[passage.Start..passage.End];
            Assert.False(string.IsNullOrWhiteSpace(span));
            Assert.Equal(Chunkers.Count(span), passage.Tokens);
            Assert.InRange(passage.Tokens, 1, tokens);
            Assert.False(char.IsLowSurrogate(span[0]) || char.IsHighSurrogate(span[^1]), "A surrogate pair is torn apart.");
            Assert.True(passage.End > previous.End && passage.Start >= previous.Start, "Passages are out of order, or bring nothing new.");
            if (passage.Start < previous.End)
                Assert.InRange(Chunkers.Count(text[passage.Start..previous.End]), 1, overlap);
            covered.AsSpan(passage.Start, passage.End - passage.Start).Fill(true);
            previous = passage;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!covered[i] && !char.IsWhiteSpace(text[i]))
                Assert.Fail($"The character at {i} is in no passage.");
        }
    }
}
