using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Vectors;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Retrieval;

/// <summary>
/// What somebody may not read changes nothing of what they are shown: each search is run on an installation with everything and
/// on one that never had more than what this reader may read, and both must answer alike – passages, their order, every
/// score, corrections of spelling, and the counts of every stage.
/// </summary>
public sealed class NonInterferenceTests(PostgresFixture postgres)
{
    private const int QueriesOfEach = 2500;
    private static readonly Guid Group = Guid.CreateVersion7();
    private static readonly Guid OneTenant = Guid.CreateVersion7();
    private static readonly Guid OtherTenant = Guid.CreateVersion7();
    private static readonly Caller[] Writers = [.. Enumerable.Range(0, 4).Select(i => new Caller(i < 2 ? OneTenant : OtherTenant, Guid.CreateVersion7()))];

    private static readonly Caller[] Readers =
    [
        Writers[0], Writers[2], new(OneTenant, Guid.CreateVersion7()) { Groups = [Group] }, new(Guid.CreateVersion7(), Guid.CreateVersion7()),
    ];

    // Words by which passages of several collections are alike, so that statistics over too many of them would show.
    private static readonly string[] Common = [.. Words(new Random(1), 150)];

    [Fact]
    public async Task Search_TenThousandQueries_AnswersAsIfTheRestWereNotThere()
    {
        var seeds = Seeds(new Random(7)).ToList();
        await using var everything = await StartAsync();
        await FillAsync(everything, seeds);
        var alien = seeds.SelectMany(seed => seed.Own).ToArray();
        var found = 0;
        foreach (var reader in Readers)
        {
            await using var alone = await StartAsync();
            await FillAsync(alone, seeds.Where(seed => seed.IsReadBy(reader)));
            var mayRead = seeds.Where(seed => seed.IsReadBy(reader)).Select(seed => seed.Name).ToHashSet();
            Assert.True(mayRead.Count < seeds.Count);
            await Parallel.ForAsync(0, QueriesOfEach, TestContext.Current.CancellationToken, async (i, cancellationToken) =>
            {
                var request = Request(new Random(i), alien);
                var (all, own) = (await SearchAsync(everything, reader, request, cancellationToken), await SearchAsync(alone, reader, request, cancellationToken));
                Assert.Equal(Describe(own), Describe(all));
                Assert.All(all.Passages, passage => Assert.Contains(passage.Title.Split('/')[0], mayRead));
                Interlocked.Add(ref found, all.Passages.Count);
            });
        }

        // Or else the comparison was of nothing with nothing.
        Assert.True(found > QueriesOfEach * Readers.Length, found.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<TestParley> StartAsync() => await TestParley.StartAsync(
        TestDatabase.Sqlite, postgres.Server, configure: services => services.RemoveAll<IEmbedder>().AddSingleton<IEmbedder, HashEmbedder>());

    private static async Task FillAsync(TestParley parley, IEnumerable<Seed> seeds)
    {
        var embedder = parley.Services.GetRequiredService<IEmbedder>();
        var store = parley.Services.GetServices<IVectorStore>().Last();
        foreach (var seed in seeds)
        {
            var collection = await parley.AddCollectionAsync(seed.Owner, seed.Sharing);
            if (seed.Sharing is Sharing.Groups)
            {
                await parley.AsAsync(seed.Owner, db =>
                {
                    db.Add(new CollectionGroup { CollectionId = collection, GroupId = Group, TenantId = seed.Owner.TenantId });
                    return db.SaveChangesAsync();
                });
            }

            await parley.WriteDocumentsAsync(seed.Owner, collection, seed.Documents);
            var chunks = await parley.AsAsync(seed.Owner, db => db.Chunks.Where(c => c.CollectionId == collection).OrderBy(c => c.Id).ToListAsync());
            var vectors = await embedder.EmbedAsync([.. chunks.Select(c => c.Text)], seed.Owner, CancellationToken.None);
            await store.UpsertAsync(
                new(seed.Owner.TenantId, collection.Value, embedder.Name, embedder.Dimensions),
                [.. chunks.Select((c, i) => new VectorEntry(c.Id.Value, 0, vectors[i], new(c.DocumentId.Value, "text/plain", null, DateTime.UnixEpoch, [])))], CancellationToken.None);
        }
    }

    private static IEnumerable<Seed> Seeds(Random random)
    {
        for (var i = 0; i < 16; i++)
        {
            var own = Words(random, 25).ToArray();
            yield return new Seed($"c{i}", Writers[i % 4], (Sharing)(i / 4 % 4), own, [.. Enumerable.Range(0, 5).Select(d => ($"c{i}/d{d}", Passages(random, own)))]);
        }
    }

    private static string[] Passages(Random random, string[] own) =>
        [.. Enumerable.Range(0, 3).Select(_ => string.Join(' ', Enumerable.Range(0, 30).Select(_ => Pick(random, random.Next(4) == 0 ? own : Common))) + ". ")];

    // Words of everybody, as they are or misspelt: those who guess at what they may not read.
    private static SearchRequest Request(Random random, string[] alien)
    {
        var words = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(random, random.Next(2) == 0 ? alien : Common))
            .Select(word => random.Next(4) == 0 ? word.Remove(random.Next(word.Length), 1) : word);
        return new SearchRequest(string.Join(' ', words))
        {
            Top = random.Next(1, 20),
            Mode = (SearchMode)random.Next(3),
            Strategy = random.Next(20) == 0 ? (SearchStrategy)random.Next(4) : SearchStrategy.Advanced,
            Fusion = (FusionMethod)random.Next(2),
            Expansion = random.Next(10) == 0 ? QueryExpansion.Feedback : QueryExpansion.None,
        };
    }

    private static string Describe(SearchResult result) => string.Join('\n',
    [
        result.Query,
        .. result.Corrections.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} -> {pair.Value}"),
        .. result.Further,
        $"{result.IsSufficient}",
        .. result.Stages.Select(stage => $"{stage.Name} {stage.Count} {stage.Note}").Order(StringComparer.Ordinal),
        .. result.Passages.Select(p => string.Create(CultureInfo.InvariantCulture,
            $"{p.Title} {p.Start}-{p.End} {p.Score:F6} {p.Scores.Keyword:F4} {p.Scores.Semantic:F4} {p.Scores.Fused:F6} {p.Scores.Reranked:F6} {p.Text}")),
    ]);

    private static Task<SearchResult> SearchAsync(TestParley parley, Caller caller, SearchRequest request, CancellationToken cancellationToken) =>
        parley.Services.GetRequiredService<KnowledgeSearch>().SearchAsync(request, caller, cancellationToken);

    private static IEnumerable<string> Words(Random random, int count) => Enumerable.Range(0, count)
        .Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bdfgklmnprst"[random.Next(12)]}{"aeiou"[random.Next(5)]}")));

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private sealed record Seed(string Name, Caller Owner, Sharing Sharing, string[] Own, IReadOnlyList<(string Title, string[] Passages)> Documents)
    {
        public bool IsReadBy(Caller reader) => Sharing switch
        {
            Sharing.Public => true,
            Sharing.Tenant => reader.TenantId == Owner.TenantId,
            Sharing.Groups => reader == Owner || (reader.TenantId == Owner.TenantId && reader.Groups.Contains(Group)),
            _ => reader.UserId == Owner.UserId,
        };
    }

    /// <summary>A sum of directions that words stand for: alike where words are.</summary>
    private sealed class HashEmbedder : IEmbedder
    {
        public string Name => "test/hash";

        public int Dimensions => 64;

        public int? Window => null;

        public double FusionWeight => 0.4;

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(Embed)]);

        private float[] Embed(string text)
        {
            var sum = new float[Dimensions];
            foreach (var word in text.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries))
            {
                var random = new Random(word.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += (float)random.NextDouble() - 0.5f;
                }
            }

            var length = MathF.Sqrt(sum.Sum(value => value * value));
            return length == 0 ? sum : [.. sum.Select(value => value / length)];
        }
    }
}
