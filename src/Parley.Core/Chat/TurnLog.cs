namespace Parley.Chat;

/// <summary>
/// The events of one turn, in order, in memory: one writer, any number of readers, each of which may begin anywhere.
/// Readers never hold the writer up, and a reader that leaves takes nothing with it.
/// </summary>
public sealed class TurnLog
{
    private readonly List<TurnReader> _readers = [];
    private TurnEvent[] _events = new TurnEvent[16];
    private int _count;
    private int _tokens;
    private bool _ended;

    internal Lock Gate { get; } = new();

    /// <summary>Readers at work. Zero means that nobody listens.</summary>
    public int ReaderCount
    {
        get
        {
            lock (Gate)
            {
                return _readers.Count;
            }
        }
    }

    public long LastSequence { get; private set; }

    /// <summary>Adds the next event. After a last one nothing may follow.</summary>
    public TurnEvent Append(TurnEventKind kind, string payload) => Append(new TurnEvent(LastSequence + 1, kind, payload));

    /// <summary>Adds an event that has its number already: one read back from storage.</summary>
    public TurnEvent Append(TurnEvent item)
    {
        TurnReader? only;
        lock (Gate)
        {
            if (_ended || item.Sequence <= LastSequence)
            {
                throw new InvalidOperationException($"Event {item.Sequence} cannot follow {LastSequence}{(_ended ? ", the last" : "")}.");
            }

            if (_count == _events.Length)
            {
                Array.Resize(ref _events, _count * 2);
            }

            _events[_count++] = item.Kind is TurnEventKind.Token ? item with { Index = _tokens++ } : item;
            LastSequence = item.Sequence;
            _ended = item.IsLast;
            only = WakeReaders();
        }

        // The end is not told on this thread: what a reader does then (begin the next request) must not hold up the turn.
        only?.Resume(here: !item.IsLast);
        return item;
    }

    /// <summary>Begins to read after the event with that number; 0 reads everything.</summary>
    public TurnReader Read(long after, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            // Numbers have gaps only where a crash was, so the place is found rather than computed.
            var start = _events.AsSpan(0, _count).BinarySearch(new FirstAfter(after));
            var reader = new TurnReader(this, ~start);
            _readers.Add(reader);
            reader.CancelOn(cancellationToken);
            return reader;
        }
    }

    /// <summary>The events with a greater number, as they are now.</summary>
    public TurnEvent[] Snapshot(long after)
    {
        lock (Gate)
        {
            return [.. _events.AsSpan(0, _count)[~_events.AsSpan(0, _count).BinarySearch(new FirstAfter(after))..]];
        }
    }

    // Several readers go on elsewhere, so that none waits for another; a single one is left to the caller.
    private TurnReader? WakeReaders()
    {
        if (_readers.Count == 1)
        {
            return _readers[0].StopWaiting() ? _readers[0] : null;
        }

        foreach (var reader in _readers)
        {
            if (reader.StopWaiting())
            {
                reader.Resume(here: false);
            }
        }

        return null;
    }

    internal bool TryGet(int index, out TurnEvent item)
    {
        lock (Gate)
        {
            item = index < _count ? _events[index] : default;
            return index < _count;
        }
    }

    /// <summary>Whether a reader at that place has to wait, or is at the end.</summary>
    internal TurnReadState StateAt(int index)
    {
        lock (Gate)
        {
            return index < _count ? TurnReadState.Available : _ended ? TurnReadState.Ended : TurnReadState.Idle;
        }
    }

    internal void Remove(TurnReader reader)
    {
        lock (Gate)
        {
            _readers.Remove(reader);
        }
    }

    // Never equal, so that the search always answers with the complement of the first greater one's place.
    private readonly struct FirstAfter(long sequence) : IComparable<TurnEvent>
    {
        public int CompareTo(TurnEvent other) => sequence >= other.Sequence ? 1 : -1;
    }
}
