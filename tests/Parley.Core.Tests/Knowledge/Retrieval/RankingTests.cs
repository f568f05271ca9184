using Parley.Knowledge.Retrieval.Ranking;
using Parley.Knowledge.Retrieval.Strategies;

namespace Parley.Core.Tests.Knowledge.Retrieval;

public sealed class RankingTests
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();
    private static readonly Guid C = Guid.NewGuid();

    [Fact]
    public void Weighted_TwoLists_AreStretchedAndAdded()
    {
        var fused = Fusion.Weighted([(A, 10), (B, 6), (C, 2)], [(B, 0.9), (A, 0.5)], 0.25);

        Assert.Equal(0.75, fused[A], 6);
        Assert.Equal((0.75 * 0.5) + 0.25, fused[B], 6);
        Assert.Equal(0, fused[C], 6);
    }

    [Fact]
    public void Weighted_OneListEmpty_LeavesTheOtherTheWholeSay()
    {
        Assert.Equal(1, Fusion.Weighted([], [(A, 0.3)], 0.25)[A], 6);
        Assert.Equal(1, Fusion.Weighted([(A, 3)], [], 0.25)[A], 6);
        Assert.Empty(Fusion.Weighted([], [], 0.25));
    }

    [Fact]
    public void Reciprocal_FirstInEveryList_IsOne()
    {
        var fused = Fusion.Reciprocal([[(A, 5), (B, 4)], [(A, 1)], []], 60);

        Assert.Equal(1, fused[A], 6);
        Assert.Equal(61.0 / 62 / 2, fused[B], 6);
    }

    [Fact]
    public void Features_WordsTogetherInOrderAndTitle_CountMore()
    {
        var query = new WeighedQuery("circuit breaker opens", new Dictionary<string, double> { ["circuit"] = 3, ["breaker"] = 3, ["open"] = 2 });

        var together = LexicalFeatures.Of(query, "Failover", "A circuit breaker opens after failures.");
        var scattered = LexicalFeatures.Of(query, "Notes", "Circuits are drawn. " + string.Join(' ', Enumerable.Repeat("filler", 40)) + " A breaker. " + string.Join(' ', Enumerable.Repeat("filler", 40)) + " It opens.");
        var titled = LexicalFeatures.Of(query, "Circuit breaker", "It opens.");

        Assert.Equal(new LexicalFeatures(1, 1, 1, 0), together);
        Assert.Equal(1, scattered.Coverage, 6);
        Assert.Equal(3.0 / 8, scattered.Window, 6);
        Assert.Equal(0, scattered.Pairs, 6);
        Assert.Equal(6.0 / 8, titled.Title, 6);
        Assert.Equal(1, titled.Coverage, 6);
        Assert.Equal(default, LexicalFeatures.Of(new WeighedQuery("the of", new Dictionary<string, double>()), "x", "y"));
    }

    [Fact]
    public void CharGrams_Misspelt_StillNearestToWhatWasMeant()
    {
        var cosines = CharGrams.Cosines("retreival budget", ["the budgets of retrieval", "a garden with roses", ""]);

        Assert.True(cosines[0] > 0.1 && cosines[0] > 3 * cosines[1]);
        Assert.Equal(0, cosines[2], 6);
    }

    [Fact]
    public void Shingles_OfACopy_AreWhollyShared()
    {
        var text = new Shingles("one two three four five six");

        Assert.Equal(1, text.ShareOf(new Shingles("Two three, four five.")), 6);
        Assert.Equal(0, text.ShareOf(new Shingles("six five four three two one")), 6);
        Assert.Equal(0, text.ShareOf(new Shingles("one")), 6);
    }

    [Theory]
    [InlineData("The outage hit Kestrel-7 in Lisbon. Nothing else.", "Kestrel-7, Lisbon")]
    [InlineData("Ada Lovelace wrote it. She met Charles Babbage.", "Ada Lovelace, Charles Babbage")]
    [InlineData("see RFC6455 and chunk_tokens, port 8080", "8080, RFC6455, chunk_tokens")]
    [InlineData("Simple words begin sentences. Others do too.", "")]
    public void Entities_OfAText_AreNamesAndIdentifiers(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Entities.Of(text).Order(StringComparer.Ordinal)));
}
