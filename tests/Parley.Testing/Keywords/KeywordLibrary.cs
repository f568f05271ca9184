using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;
using Parley.Testing.Knowledge;

namespace Parley.Testing.Keywords;

/// <summary>
/// A collection in a database, what was written to it, and BM25 of that written out, word by word. Its words are their own stems, and none is a stop word.
/// </summary>
public sealed class KeywordLibrary(TestParley parley, Caller owner, CollectionId collection, Random random)
{
    private static readonly string[] Vocabulary =
        [.. from a in "bdfgk" from b in "aiou" from c in "lmnr" select $"{a}{b}{c}ok"];

    /// <summary>When all were added, which is the date of those that have none of their own.</summary>
    private static readonly DateTime Added = new(2026, 1, 20, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<DocumentId, (string Title, string[] Passages, PassageTraits Traits)> _documents = [];

    public Guid Collection => collection.Value;

    public IEnumerable<DocumentId> Documents => _documents.Keys;

    public static async Task<KeywordLibrary> AddAsync(TestParley parley, Caller owner, int seed, Sharing sharing = Sharing.Private) =>
        new(parley, owner, await parley.AddCollectionAsync(owner, sharing), new Random(seed));

    /// <summary>Some words, those of the beginning of the vocabulary the most often.</summary>
    public string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[(int)(Vocabulary.Length * Math.Pow(random.NextDouble(), 3))]));

    public async Task WriteAsync(DocumentId? document = null)
    {
        var (title, passages) = (Words(2), Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Words(5 + random.Next(30))).ToArray());
        var traits = new PassageTraits(
            Guid.Empty, random.Next(2) == 0 ? "text/plain" : "text/html", random.Next(2) == 0 ? "en" : null,
            random.Next(3) == 0 ? Added : new DateTime(2026, 1 + random.Next(3), 5, 0, 0, 0, DateTimeKind.Utc), random.Next(2) == 0 ? ["red"] : ["green", "blue"]);
        await WriteAsync(title, passages, document, traits);
    }

    public async Task<DocumentId> WriteAsync(string title, string[] passages, DocumentId? document = null, PassageTraits? traits = null)
    {
        traits ??= new(Guid.Empty, "text/plain", null, Added, []);
        var id = await parley.WriteDocumentAsync(owner, collection, title, passages, document, row =>
            (row.MediaType, row.Language, row.CreatedAt, row.Date, row.Tags) = (traits.MediaType, traits.Language, Added, traits.Date == Added ? null : traits.Date, $"[{string.Join(',', traits.Tags.Select(tag => $"\"{tag}\""))}]"));
        _documents[id] = (title, passages, traits with { DocumentId = id.Value });
        return id;
    }

    public async Task RemoveAsync(DocumentId document)
    {
        await parley.RemoveDocumentAsync(owner, collection, document);
        _documents.Remove(document);
    }

    /// <summary>What a search of some libraries has to find, best first: of each hit its document, its place in it and its score.</summary>
    public static IReadOnlyList<(Guid Document, int Ordinal, double Score)> Expected(IEnumerable<KeywordLibrary> libraries, string query, Func<PassageTraits, bool>? holds = null)
    {
        var passages = libraries.SelectMany(library => library._documents).SelectMany(document => document.Value.Passages.Select((text, ordinal) =>
            (Document: document.Key.Value, Ordinal: ordinal, document.Value.Traits, Words: $"{document.Value.Title} {document.Value.Title} {text}".Split(' ')))).ToList();
        var mean = passages.Count == 0 ? 1 : passages.Average(passage => passage.Words.Length);
        var words = query.Split(' ').Select(word => (Word: word, With: passages.Count(passage => passage.Words.Contains(word)))).ToList();
        return [.. passages
            .Where(passage => holds is null || holds(passage.Traits))
            .Select(passage => (passage.Document, passage.Ordinal, Score: words.Sum(word =>
            {
                var count = passage.Words.Count(other => other == word.Word);
                return Math.Log(1 + ((passages.Count - word.With + 0.5) / (word.With + 0.5))) * count / (count + (1.2 * (0.25 + (0.75 * passage.Words.Length / mean))));
            })))
            .Where(hit => hit.Score > 0).OrderByDescending(hit => hit.Score)];
    }

    /// <summary>The same of hits.</summary>
    public async Task<IReadOnlyList<(Guid Document, int Ordinal, double Score)>> DescribeAsync(IReadOnlyList<KeywordHit> hits)
    {
        var ids = hits.Select(hit => new ChunkId(hit.ChunkId)).ToList();
        var rows = await parley.AsAsync(null, db => db.Chunks.IgnoreQueryFilters().Where(chunk => ids.Contains(chunk.Id)).ToDictionaryAsync(chunk => chunk.Id.Value));
        return [.. hits.Select(hit => (rows[hit.ChunkId].DocumentId.Value, rows[hit.ChunkId].Ordinal, (double)hit.Score))];
    }
}
