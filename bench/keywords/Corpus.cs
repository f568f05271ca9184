using System.Globalization;
using Npgsql;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Bench.Keywords;

/// <summary>Made-up documents of four passages of 200 words, whose words follow Zipf's law, as rows of a database.</summary>
internal sealed class Corpus
{
    private readonly Random _random = new(1);
    private readonly double[] _odds;

    public Corpus()
    {
        Words = [.. Enumerable.Range(0, 60_000).Select(i => Spell(i + 1000))];
        _odds = new double[Words.Length];
        for (var i = 0; i < _odds.Length; i++)
        {
            _odds[i] = (i > 0 ? _odds[i - 1] : 0) + (1.0 / (i + 2.7));
        }
    }

    public string[] Words { get; }

    public long Letters { get; private set; }

    /// <summary>Questions of words as rare as questions have.</summary>
    public List<string> Queries(int count, int size) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, size).Select(_ => Words[_random.Next(50, 20_000)])))];

    public List<string> Misspelt(int count) => [.. Enumerable.Range(0, count).Select(_ => Words[_random.Next(20_000)]).Select(word => word.Remove(word.Length / 2, 1))];

    public async Task<CollectionId> WriteAsync(TestParley parley, Caller owner, int passages)
    {
        var collection = await parley.AddCollectionAsync(owner);
        await using var connection = (NpgsqlConnection)parley.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync();
        for (var done = 0; done < passages; done += 4000)
        {
            var documents = Enumerable.Range(0, Math.Min(4000, passages - done) / 4).Select(_ => Guid.CreateVersion7()).ToArray();
            await WriteDocumentsAsync(connection, owner, collection, documents);
            await WriteChunksAsync(connection, owner, collection, documents);
        }

        await using var raise = new NpgsqlCommand($"UPDATE knowledge_collections SET revision = 1 WHERE id = '{collection.Value}'; ANALYZE knowledge_documents; ANALYZE knowledge_chunks", connection);
        await raise.ExecuteNonQueryAsync();
        return collection;
    }

    public string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Pick()));

    private async Task WriteDocumentsAsync(NpgsqlConnection connection, Caller owner, CollectionId collection, Guid[] documents)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY knowledge_documents (id, tenant_id, collection_id, source, name, media_type, content_hash, size, status, generation, revision, keywords, tags,
                text_length, page_count, chunk_count, created_at, updated_at) FROM STDIN (FORMAT BINARY)
            """);
        foreach (var document in documents)
        {
            await copy.WriteRowAsync(CancellationToken.None, document, owner.TenantId, collection.Value, "upload", Text(4), "text/plain", document.ToString(), 0L,
                "ready", 1, 1L, "[]", "[]", 0, 0, 4, DateTime.UtcNow, DateTime.UtcNow);
        }

        await copy.CompleteAsync();
    }

    private async Task WriteChunksAsync(NpgsqlConnection connection, Caller owner, CollectionId collection, Guid[] documents)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY knowledge_chunks (id, tenant_id, collection_id, document_id, generation, ordinal, starts_at, ends_at, tokens, text) FROM STDIN (FORMAT BINARY)
            """);
        foreach (var (document, ordinal) in documents.SelectMany(document => Enumerable.Range(0, 4).Select(ordinal => (document, ordinal))))
        {
            var text = Text(200);
            Letters += text.Length;
            await copy.WriteRowAsync(CancellationToken.None, Guid.CreateVersion7(), owner.TenantId, collection.Value, document, 1, ordinal, 0, text.Length, 1, text);
        }

        await copy.CompleteAsync();
    }

    private string Pick()
    {
        var at = Array.BinarySearch(_odds, _random.NextDouble() * _odds[^1]);
        return Words[Math.Min(Words.Length - 1, at < 0 ? ~at : at)];
    }

    private static string Spell(int number)
    {
        var word = "";
        for (; number > 0; number /= 20)
        {
            word += "bcdfghklmnprstvwxyz"[number % 19].ToString(CultureInfo.InvariantCulture) + "aeiou"[number % 5];
        }

        return word;
    }
}
