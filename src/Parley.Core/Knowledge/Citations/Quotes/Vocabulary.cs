namespace Parley.Knowledge.Citations.Quotes;

/// <summary>Numbers words, so that they compare as numbers.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public int IdOf(string word)
    {
        if (!_ids.TryGetValue(word, out var id))
        {
            _ids[word] = id = _words.Count;
            _words.Add(word);
        }

        return id;
    }

    public string WordOf(int id) => _words[id];
}
