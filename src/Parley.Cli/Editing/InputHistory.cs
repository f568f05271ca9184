namespace Parley.Cli.Editing;

/// <summary>What was entered before, and the way through it: up to older entries, down again to what was being written.</summary>
internal sealed class InputHistory
{
    public const int MaxEntries = 1000;

    private readonly List<string> _entries;
    private int _place;
    private string _draft = "";

    public InputHistory(IEnumerable<string> entries)
    {
        _entries = [.. entries.TakeLast(MaxEntries)];
        _place = _entries.Count;
    }

    public IReadOnlyList<string> Entries => _entries;

    /// <returns>False when it is what was entered last, which needs no second place.</returns>
    public bool Add(string text)
    {
        var isNew = _entries.Count == 0 || _entries[^1] != text;
        if (isNew)
        {
            _entries.Add(text);
            _entries.RemoveRange(0, Math.Max(0, _entries.Count - MaxEntries));
        }

        Rewind();
        return isNew;
    }

    /// <summary>Back to the newest end, with nothing being written.</summary>
    public void Rewind()
    {
        _place = _entries.Count;
        _draft = "";
    }

    /// <param name="current">The text at hand. Kept when it is new; changes to an old entry are not.</param>
    public string? Older(string current)
    {
        if (_place == 0)
        {
            return null;
        }

        _draft = _place == _entries.Count ? current : _draft;
        return _entries[--_place];
    }

    public string? Newer() =>
        _place == _entries.Count ? null : ++_place == _entries.Count ? _draft : _entries[_place];
}
