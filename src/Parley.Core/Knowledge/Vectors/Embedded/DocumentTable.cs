namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// The documents of an index by number, with what they can be filtered by. A document that changed gets a new number and its
/// old one dies with all its rows. One thread writes while others read.
/// </summary>
internal sealed class DocumentTable
{
    private readonly Dictionary<Guid, int> _numbers = [];

    // What the writer alone looks at.
    private SavedDocument[] _versions = new SavedDocument[16];

    // What is null here is gone.
    private Living?[] _living = new Living?[16];
    private int _count;
    private int _dead;

    /// <summary>Rows of documents that are gone.</summary>
    public int DeadRows { get; private set; }

    /// <summary>What it takes of memory, about: a row, its name, type and tags.</summary>
    public long Bytes => 400L * Volatile.Read(ref _living).Length;

    /// <summary>So many rows of documents that are gone are gone themselves.</summary>
    public void Forget(int rows) => DeadRows -= rows;

    /// <param name="version">Of the document, with the number of its rows.</param>
    public int Add(PassageTraits traits, SavedDocument version)
    {
        Remove(traits.DocumentId);
        var number = AddNumber(version);
        Volatile.Write(ref _living[number], new(traits, (int)version.Rows));
        _numbers[traits.DocumentId] = number;
        return number;
    }

    public void Remove(Guid document)
    {
        if (_numbers.Remove(document, out var number))
        {
            Volatile.Write(ref _living[number], null);
            DeadRows += (int)_versions[number].Rows;
            Volatile.Write(ref _dead, _dead + 1);
        }
    }

    /// <summary>Gives out numbers as they were before: to documents that are still in the version they were in. The others' rows are of nobody.</summary>
    /// <returns>Those that have their number.</returns>
    public HashSet<Guid> Restore(SavedDocument[] saved, IReadOnlyDictionary<Guid, (PassageTraits Traits, SavedDocument Version)> documents)
    {
        var restored = new HashSet<Guid>();
        foreach (var one in saved)
        {
            if (documents.TryGetValue(one.Id, out var now) && now.Version with { Rows = one.Rows } == one && restored.Add(one.Id))
            {
                Add(now.Traits, one);
            }
            else
            {
                AddNumber(one);
                DeadRows += (int)one.Rows;
                _dead++;
            }
        }

        return restored;
    }

    /// <summary>All there are, by number; those that are gone without an id.</summary>
    public SavedDocument[] Saved() =>
        [.. Enumerable.Range(0, _count).Select(i => _living[i] is null ? default : _versions[i])];

    /// <summary>Whose rows are looked at; null: all are.</summary>
    public AllowedDocuments? Allowed(PassageFilter? filter)
    {
        var match = filter is null ? null : new TraitsMatch(filter);
        if (match is null && Volatile.Read(ref _dead) == 0)
        {
            return null;
        }

        var living = Volatile.Read(ref _living);
        var (allowed, rows) = (new bool[living.Length], 0L);
        for (var i = 0; i < living.Length; i++)
        {
            if (Volatile.Read(ref living[i]) is { } one && (match is null || match.Holds(one.Traits)))
            {
                allowed[i] = true;
                rows += one.Rows;
            }
        }

        return new(allowed, rows);
    }

    private int AddNumber(SavedDocument version)
    {
        if (_count == _living.Length)
        {
            var wider = new Living?[_count * 2];
            _living.CopyTo(wider, 0);
            Volatile.Write(ref _living, wider);
            Array.Resize(ref _versions, wider.Length);
        }

        _versions[_count] = version;
        return _count++;
    }

    private sealed record Living(PassageTraits Traits, int Rows);
}

/// <summary>What a search looks at.</summary>
/// <param name="ByNumber">For each document's number whether. Longer than what it says are those that came later.</param>
/// <param name="Rows">How many rows they have.</param>
internal sealed record AllowedDocuments(bool[] ByNumber, long Rows)
{
    public bool Contains(int number) => (uint)number < (uint)ByNumber.Length && ByNumber[number];
}
