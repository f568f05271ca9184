using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>The indexes of the collections that were searched lately, each brought up to date before it is searched again.</summary>
internal sealed class CollectionIndexes(CollectionRows rows, TimeProvider clock, IOptions<KeywordIndexOptions> options)
{
    // About what a segment is written for at once; more are merged from several.
    private const int SegmentPostings = 2_000_000;

    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    /// <summary>The segments of these collections, with all that was committed before.</summary>
    public async Task<IReadOnlyList<LiveSegment>> CurrentAsync(IReadOnlyList<Guid> collections, CancellationToken cancellationToken)
    {
        if (collections.Count == 0)
        {
            return [];
        }

        var states = await rows.StatesAsync(collections, cancellationToken);
        var segments = new List<LiveSegment>();
        foreach (var collection in collections.Distinct())
        {
            if (states.TryGetValue(collection, out var state))
            {
                segments.AddRange((await CurrentAsync(collection, state, cancellationToken)).Segments);
            }
            else
            {
                _entries.TryRemove(collection, out _);
            }
        }

        return segments;
    }

    private async Task<CollectionIndex> CurrentAsync(Guid collection, CollectionState state, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(collection, _ => new Entry());
        entry.UsedAt = clock.GetTimestamp();
        if (entry.Index.Revision >= state.Revision)
        {
            return entry.Index;
        }

        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.Index.Revision < state.Revision)
            {
                var from = entry.Index.Revision < state.Forgotten ? CollectionIndex.Empty : entry.Index;
                entry.Index = await FollowAsync(from, collection, state.Revision, cancellationToken);
                LetGo();
            }

            return entry.Index;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private async Task<CollectionIndex> FollowAsync(CollectionIndex index, Guid collection, long revision, CancellationToken cancellationToken)
    {
        var changed = new HashSet<Guid>();
        var added = new List<Segment>();
        var builder = new SegmentBuilder();
        await foreach (var documents in rows.ChangesAsync(collection, index.Revision, long.MaxValue, cancellationToken))
        {
            foreach (var document in documents)
            {
                changed.Add(document.Id);
                if (document.Passages.Count > 0)
                {
                    builder.Add(document);
                }
            }

            if (builder.Size > SegmentPostings)
            {
                added.Add(builder.Build());
                builder = new SegmentBuilder();
            }
        }

        return index.With(revision, changed, builder.Size > 0 ? [.. added, builder.Build()] : added);
    }

    private void LetGo()
    {
        var byUse = _entries.OrderByDescending(entry => entry.Value.UsedAt).ToList();
        var bytes = 0L;
        for (var i = 0; i < byUse.Count; i++)
        {
            bytes += byUse[i].Value.Index.Bytes;
            if (i > 0 && bytes > options.Value.MaxBytes)
            {
                _entries.TryRemove(byUse[i]);
            }
        }
    }

    private sealed class Entry
    {
        private volatile CollectionIndex _index = CollectionIndex.Empty;

        public SemaphoreSlim Turn { get; } = new(1);

        public CollectionIndex Index
        {
            get => _index;
            set => _index = value;
        }

        public long UsedAt { get; set; }
    }
}
