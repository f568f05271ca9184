namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// The documents of an index by number, with what they can be filtered by. A document that changed gets a new number and its
/// old one dies with all its rows. One thread writes while others read.
/// </summary>
internal sealed class DocumentTable
{
    private readonly Dictionary<Guid, int> _numbers = [];
    private PassageTraits?[] _traits = new PassageTraits?[16];
    private int[] _rows = new int[16];
    private int _count;
    private int _dead;

    /// <summary>Rows of documents that are gone.</summary>
    public int DeadRows { get; private set; }

    public int Add(PassageTraits traits, int rows)
    {
        Remove(traits.DocumentId);
        if (_count == _traits.Length)
        {
            var wider = new PassageTraits?[_count * 2];
            _traits.CopyTo(wider, 0);
            Volatile.Write(ref _traits, wider);
            Array.Resize(ref _rows, wider.Length);
        }

        Volatile.Write(ref _traits[_count], traits);
        _rows[_count] = rows;
        _numbers[traits.DocumentId] = _count;
        return _count++;
    }

    public void Remove(Guid document)
    {
        if (_numbers.Remove(document, out var number))
        {
            Volatile.Write(ref _traits[number], null);
            DeadRows += _rows[number];
            Volatile.Write(ref _dead, _dead + 1);
        }
    }

    /// <summary>For each number whether its rows are looked at; null: all are. Longer than what it says are rows that came later.</summary>
    public bool[]? Allowed(PassageFilter? filter)
    {
        var match = filter is null ? null : new TraitsMatch(filter);
        if (match is null && Volatile.Read(ref _dead) == 0)
        {
            return null;
        }

        var traits = Volatile.Read(ref _traits);
        var allowed = new bool[traits.Length];
        for (var i = 0; i < traits.Length; i++)
        {
            allowed[i] = Volatile.Read(ref traits[i]) is { } one && (match is null || match.Holds(one));
        }

        return allowed;
    }
}
