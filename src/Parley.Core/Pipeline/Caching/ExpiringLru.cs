using System.Diagnostics.CodeAnalysis;

namespace Parley.Pipeline.Caching;

/// <summary>Values that are forgotten after a time, or earlier when there are too many bytes of them: then the least recently used goes first.</summary>
/// <param name="removed">Told of each value that goes, with the gate held. Null: nobody asks.</param>
internal sealed class ExpiringLru<TKey, TValue>(long maxBytes, TimeSpan ttl, TimeProvider time, Action<TKey>? removed = null)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Item>> _items = [];
    private readonly LinkedList<Item> _newestFirst = [];

    public long Bytes { get; private set; }

    public int Count => _items.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            value = default;
            if (!_items.TryGetValue(key, out var node))
            {
                return false;
            }

            if (time.GetElapsedTime(node.Value.StoredAt) >= ttl)
            {
                Remove(node);
                return false;
            }

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Takes the place of what the key had. More than all the memory there is, is not kept.</summary>
    public void Set(TKey key, TValue value, long bytes)
    {
        lock (_gate)
        {
            if (_items.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            if (bytes > maxBytes)
            {
                return;
            }

            _items[key] = _newestFirst.AddFirst(new Item(key, value, bytes, time.GetTimestamp()));
            Bytes += bytes;
            while (Bytes > maxBytes)
            {
                Remove(_newestFirst.Last!);
            }
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_items.TryGetValue(key, out var node))
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<Item> node)
    {
        _newestFirst.Remove(node);
        _items.Remove(node.Value.Key);
        Bytes -= node.Value.Bytes;
        removed?.Invoke(node.Value.Key);
    }

    private sealed record Item(TKey Key, TValue Value, long Bytes, long StoredAt);
}
