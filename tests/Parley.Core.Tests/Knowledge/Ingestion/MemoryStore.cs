using System.Collections.Concurrent;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Vectors;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>A store outside the database, as small as can be.</summary>
internal sealed class MemoryStore : IVectorStore
{
    public ConcurrentDictionary<(Guid Collection, Guid Chunk, int Window), VectorEntry> Entries { get; } = new();

    public Func<VectorEntry, Task> BeforeUpsert { get; set; } = _ => Task.CompletedTask;

    /// <summary>Until it is called off, as a store of the network does.</summary>
    public Func<CancellationToken, Task> WhileUpserting { get; set; } = _ => Task.CompletedTask;

    public Func<Task> BeforeDelete { get; set; } = () => Task.CompletedTask;

    public string Name => "memory";

    public bool FollowsRows => false;

    public async Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await BeforeUpsert(entry);
            await WhileUpserting(cancellationToken);
            Entries[(space.CollectionId, entry.ChunkId, entry.Window)] = entry;
        }
    }

    public async Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken)
    {
        await BeforeDelete().WaitAsync(cancellationToken);
        foreach (var (key, _) in Entries.Where(entry => entry.Key.Collection == space.CollectionId && entry.Value.Vector.Length == space.Dimensions && chunks.Contains(entry.Key.Chunk)))
        {
            Entries.TryRemove(key, out _);
        }
    }

    public Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken) =>
        DeleteAsync(space, [.. Entries.Keys.Where(key => key.Collection == space.CollectionId).Select(key => key.Chunk)], cancellationToken);

    public Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Makes the same vector of every text, and knows its dimensions only then, as a provider's model does.</summary>
internal sealed class LengthEmbedder : IEmbedder
{
    public string Name => "test/length";

    public int Dimensions { get; private set; }

    public int? Window => 40;

    public double FusionWeight => 0.5;

    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>As in a process that has just begun.</summary>
    public void Forget() => Dimensions = 0;

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken)
    {
        if (texts.Any(Fails))
        {
            throw new InvalidOperationException("no vectors today");
        }

        Dimensions = 2;
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(_ => new[] { 1f, 0f })]);
    }
}
