namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Numbers words in the order in which they first come.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _words = [];

    public Vocabulary() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _words.Count;

    public IReadOnlyList<string> Words => _words;

    public int NumberOf(ReadOnlySpan<char> word)
    {
        if (_bySpan.TryGetValue(word, out var number))
        {
            return number;
        }

        var text = word.ToString();
        _words.Add(text);
        _numbers.Add(text, _words.Count - 1);
        return _words.Count - 1;
    }
}
