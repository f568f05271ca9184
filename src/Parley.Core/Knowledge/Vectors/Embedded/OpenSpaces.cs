namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>The indexes that are in memory. When they take too much of it, those searched longest ago go: the rows are the truth, and a search makes them again.</summary>
internal sealed class OpenSpaces(Func<VectorSpace, FollowedSpace> open, long maxBytes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<VectorSpace, LinkedListNode<FollowedSpace>> _spaces = [];
    private readonly LinkedList<FollowedSpace> _newestFirst = [];

    public int Count => _spaces.Count;

    public FollowedSpace Open(VectorSpace key)
    {
        lock (_gate)
        {
            if (_spaces.TryGetValue(key, out var node))
            {
                _newestFirst.Remove(node);
                _newestFirst.AddFirst(node);
                return node.Value;
            }

            _spaces[key] = _newestFirst.AddFirst(open(key));
            return _spaces[key].Value;
        }
    }

    public FollowedSpace? Find(VectorSpace key)
    {
        lock (_gate)
        {
            return _spaces.GetValueOrDefault(key)?.Value;
        }
    }

    public void Forget(VectorSpace key)
    {
        lock (_gate)
        {
            Remove(key);
        }
    }

    /// <summary>Lets go of what is too much. Who still searches in it has it to the end.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            var bytes = _newestFirst.Sum(space => space.Bytes);
            while (bytes > maxBytes && _newestFirst is { Count: > 1, Last.Value: { } oldest })
            {
                bytes -= oldest.Bytes;
                Remove(oldest.Space);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var space in _newestFirst)
            {
                space.Dispose();
            }
        }
    }

    private void Remove(VectorSpace key)
    {
        if (_spaces.Remove(key, out var node))
        {
            _newestFirst.Remove(node);
            node.Value.Stop();
        }
    }
}
