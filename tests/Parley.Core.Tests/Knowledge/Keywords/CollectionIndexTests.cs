using Parley.Knowledge.Keywords;
using Parley.Knowledge.Keywords.Analysis;
using Parley.Knowledge.Keywords.Embedded;
using Parley.Knowledge.Vectors;

namespace Parley.Core.Tests.Knowledge.Keywords;

/// <summary>The index after any history against one made at once, and against BM25 written out.</summary>
public sealed class CollectionIndexTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 60).Select(i => "word" + (char)('a' + (i % 26)) + (char)('a' + (i / 26)))];

    [Fact]
    public void Index_AfterAnyHistory_FindsAsOneMadeAtOnce()
    {
        var random = new Random(11);
        var live = new Dictionary<Guid, IndexedDocument>();
        var index = CollectionIndex.Empty;
        for (var revision = 1; revision <= 60; revision++)
        {
            var changed = live.Keys.Where(_ => random.Next(12) == 0).ToHashSet();
            foreach (var id in changed)
            {
                live.Remove(id);
            }

            var added = Enumerable.Range(0, random.Next(4)).Select(_ => NewDocument(random, Guid.NewGuid()))
                .Concat(changed.Where(_ => random.Next(2) == 0).Select(id => NewDocument(random, id))).ToList();
            added.ForEach(document => live[document.Id] = document);
            index = index.With(revision, changed, added.Count == 0 ? [] : [Build(added)]);

            var fresh = CollectionIndex.Empty.With(revision, new HashSet<Guid>(), live.Count == 0 ? [] : [Build(live.Values)]);
            var query = string.Join(' ', random.GetItems(Vocabulary, 3));
            AssertSame(IndexSearch.Search(fresh.Segments, query, 20, null), IndexSearch.Search(index.Segments, query, 20, null));
            AssertSame(Expected(live.Values, query), IndexSearch.Search(index.Segments, query, 20, null));
        }

        Assert.True(index.Segments.Count < 10);
    }

    [Fact]
    public void Index_SeveralCollections_CountsTheWordsOfThoseSearchedAlone()
    {
        var random = new Random(3);
        var one = Enumerable.Range(0, 30).Select(_ => NewDocument(random, Guid.NewGuid())).ToList();
        var other = Enumerable.Range(0, 30).Select(_ => NewDocument(random, Guid.NewGuid())).ToList();
        LiveSegment[] both = [new(Build(one)), new(Build(other))];

        AssertSame(Expected(one, "wordaa wordba"), IndexSearch.Search([both[0]], "wordaa wordba", 20, null));
        AssertSame(Expected([.. one, .. other], "wordaa wordba"), IndexSearch.Search(both, "wordaa wordba", 20, null));
    }

    [Fact]
    public void Search_RepeatedWord_CountsAsOftenAsItStands()
    {
        var document = NewDocument("", "wordaa wordba");
        var segment = new LiveSegment(Build([document, NewDocument("", "wordaa")]));

        var once = IndexSearch.Search([segment], "wordba", 5, null).Single().Score;
        Assert.Equal(2 * once, IndexSearch.Search([segment], "wordba wordba", 5, null).Single().Score, 4);
    }

    [Fact]
    public void Search_WordInTheTitle_CountsAsTwo()
    {
        var inTitle = NewDocument("cache", "misses are slow and rare");
        var inText = NewDocument("misses", "cache cache are slow and rare");
        var segment = new LiveSegment(Build([inTitle, inText]));

        var hits = IndexSearch.Search([segment], "cache", 5, null);
        Assert.Equal(2, hits.Count);
        Assert.True(hits.Single(hit => hit.ChunkId == inTitle.Passages[0].ChunkId).Score > 0.8 * hits[0].Score);
    }

    [Theory]
    [InlineData("en", "connections", true)]
    [InlineData(null, "connected", true)]
    [InlineData("de", "connection", true)]
    [InlineData("de", "connections", false)]
    public void Search_OtherLanguage_FindsTheWordAsItIs(string? language, string query, bool isFound)
    {
        var document = NewDocument("", "connection", language);
        Assert.Equal(isFound ? 1 : 0, IndexSearch.Search([new LiveSegment(Build([document]))], query, 5, null).Count);
    }

    [Fact]
    public void Correct_Misspelt_TakesTheMostFrequentOneEditAway()
    {
        var segment = new LiveSegment(Build([
            NewDocument("", "retrieval of budgets"), NewDocument("", "budgets and gadgets"), NewDocument("", "retrieval"), NewDocument("", "retrievals 4001 gpt4o"),
        ]));

        var corrections = IndexSpelling.Correct([segment], ["retreival", "budgts", "bugdets", "gudgets", "retrieving", "gpt5o", "4002", "xyzzy", "wich", "and"]);

        Assert.Equal(new Dictionary<string, string> { ["retreival"] = "retrieval", ["budgts"] = "budgets", ["bugdets"] = "budgets", ["gudgets"] = "budgets" }, corrections);
    }

    [Fact]
    public void Correct_WordOfARemovedDocument_IsNoCorrection()
    {
        var secret = NewDocument("", "zeppelin plans");
        var other = NewDocument("", "plans of others");
        var index = CollectionIndex.Empty.With(1, new HashSet<Guid>(), [Build([secret, other, NewDocument("", "one"), NewDocument("", "two"), NewDocument("", "three")])]);
        Assert.Equal("zeppelin", IndexSpelling.Correct(index.Segments, ["zepelin"])["zepelin"]);

        index = index.With(2, new HashSet<Guid> { secret.Id }, []);

        Assert.Empty(IndexSpelling.Correct(index.Segments, ["zepelin"]));
        Assert.Empty(IndexSearch.Search(index.Segments, "zeppelin", 5, null));
    }

    [Fact]
    public void Search_Filter_FindsAsABruteForceDoes()
    {
        var random = new Random(5);
        var documents = Enumerable.Range(0, 200).Select(_ => NewDocument(random, Guid.NewGuid())).ToList();
        var segment = new LiveSegment(Build(documents));
        PassageFilter[] filters =
        [
            new() { Documents = [.. documents.Take(7).Select(d => d.Id)] },
            new() { MediaTypes = ["text/plain"], Languages = ["en", "fr"] },
            new() { Tags = ["red", "blue"], From = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) },
            new() { To = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) },
        ];
        foreach (var filter in filters)
        {
            var allowed = documents.Where(document => Holds(filter, document.Traits)).SelectMany(document => document.Passages.Select(passage => passage.ChunkId)).ToHashSet();
            Assert.InRange(allowed.Count, 1, documents.Sum(d => d.Passages.Count) - 1);
            var all = IndexSearch.Search([segment], "wordaa wordba wordca", 1000, null);
            AssertSame([.. all.Where(hit => allowed.Contains(hit.ChunkId)).Take(10)], IndexSearch.Search([segment], "wordaa wordba wordca", 10, filter));
        }
    }

    // The conditions one by one, as their documentation says them.
    private static bool Holds(PassageFilter filter, PassageTraits traits)
    {
        var holds = filter.Documents?.Contains(traits.DocumentId) ?? true;
        holds &= filter.MediaTypes?.Contains(traits.MediaType) ?? true;
        holds &= filter.Languages?.Contains(traits.Language ?? "?") ?? true;
        holds &= filter.Tags?.Intersect(traits.Tags).Any() ?? true;
        holds &= filter.From is null || traits.Date >= filter.From;
        return holds && (filter.To is null || traits.Date < filter.To);
    }

    private static List<KeywordHit> Expected(IReadOnlyCollection<IndexedDocument> documents, string query)
    {
        var passages = documents.SelectMany(d => d.Passages.Select(p =>
            (p.ChunkId, Terms: Terms.Of(d.Title).Concat(Terms.Of(d.Title)).Concat(Terms.Of(p.Text)).Select(term => term.Text).ToList()))).ToList();
        if (passages.Count == 0)
        {
            return [];
        }

        var mean = passages.Average(p => p.Terms.Count);
        return [.. passages.Select(p => new KeywordHit(p.ChunkId, (float)Terms.Of(query).Sum(term =>
            {
                var with = passages.Count(other => other.Terms.Contains(term.Text));
                var count = p.Terms.Count(t => t == term.Text);
                return Math.Log(1 + ((passages.Count - with + 0.5) / (with + 0.5))) * count / (count + (1.2 * (0.25 + (0.75 * p.Terms.Count / mean))));
            })))
            .Where(hit => hit.Score > 0).OrderByDescending(hit => hit.Score).Take(20)];
    }

    private static void AssertSame(IReadOnlyList<KeywordHit> expected, IReadOnlyList<KeywordHit> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Select(hit => hit.Score), actual.Select(hit => hit.Score), (a, b) => Math.Abs(a - b) < 1e-4);
        var last = expected.Count == 0 ? 0 : expected[^1].Score + 1e-4f;

        // Those that score as the last may be others.
        Assert.Equal(expected.Where(hit => hit.Score > last).Select(hit => hit.ChunkId).Order(), actual.Where(hit => hit.Score > last).Select(hit => hit.ChunkId).Order());
    }

    private static Segment Build(IEnumerable<IndexedDocument> documents)
    {
        var builder = new SegmentBuilder();
        foreach (var document in documents)
        {
            builder.Add(document);
        }

        return builder.Build();
    }

    private static IndexedDocument NewDocument(string title, string text, string? language = null)
    {
        var id = Guid.NewGuid();
        return new IndexedDocument(id, new PassageTraits(id, "text/plain", language, DateTime.UnixEpoch, []), title, [new IndexedPassage(Guid.NewGuid(), null, text)]);
    }

    private static IndexedDocument NewDocument(Random random, Guid id) => new(
        id,
        new PassageTraits(
            id, random.Next(2) == 0 ? "text/plain" : "text/html", random.Next(2) == 0 ? "en" : null,
            random.Next(3) == 0 ? DateTime.UnixEpoch : new DateTime(2026, 1 + random.Next(3), 5, 0, 0, 0, DateTimeKind.Utc), random.Next(2) == 0 ? ["red"] : ["green", "blue"]),
        string.Join(' ', random.GetItems(Vocabulary, 2)),
        [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => new IndexedPassage(Guid.NewGuid(), null, string.Join(' ', random.GetItems(Vocabulary, 5 + random.Next(30)))))]);
}
