namespace Parley.Chat.Context;

/// <summary>Numbers telling words, so that what two sentences share is found quickly: longer ones, and all with a digit.</summary>
internal sealed class WordIds
{
    private const int ShortestWord = 4;

    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<int> Of(string text)
    {
        var found = new HashSet<int>();
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var hasDigit = false;
            for (; at < text.Length && char.IsLetterOrDigit(text[at]); at++)
            {
                hasDigit |= char.IsDigit(text[at]);
            }

            if (at - start >= ShortestWord || hasDigit)
            {
                var word = text.AsSpan(start, at - start);
                if (!lookup.TryGetValue(word, out var id))
                {
                    lookup[word] = id = _ids.Count;
                }

                found.Add(id);
            }

            at = at == start ? at + 1 : at;
        }

        return found;
    }
}
