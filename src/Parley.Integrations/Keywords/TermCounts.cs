using Npgsql;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>What is known of the passages of some collections together, and of none besides.</summary>
internal sealed class TermCounts
{
    private readonly Dictionary<string, long> _passages = [];
    private readonly Dictionary<string, long> _documents = [];

    private TermCounts(IReadOnlyList<IndexedState> states)
    {
        Passages = states.Sum(state => state.Passages);
        MeanLength = Passages == 0 ? 1 : Math.Max(1, (double)states.Sum(state => state.Length) / Passages);
    }

    public long Passages { get; }

    /// <summary>Of a passage, in terms.</summary>
    public double MeanLength { get; }

    /// <summary>Where each term stands that was looked up and found: it is another one in each collection.</summary>
    public List<FoundTerm> Found { get; } = [];

    /// <param name="texts">Terms and words to look up.</param>
    public static async Task<TermCounts> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<IndexedState> states, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var counts = new TermCounts(states);
        string[] wanted = [.. texts.Where(IsText).Distinct()];
        if (wanted.Length == 0 || counts.Passages == 0)
        {
            return counts;
        }

        await using var command = KeywordConnection.Command(
            connection, "SELECT collection_id, id, text, passages, documents FROM knowledge_keyword_terms WHERE collection_id = ANY ($1) AND text = ANY ($2)",
            KeywordConnection.Value(states.Where(state => state.Passages > 0).Select(state => state.Collection).ToArray()), KeywordConnection.Value(wanted));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new(reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3)), reader.GetInt32(4));
        }

        return counts;
    }

    public long PassagesWith(string term) => _passages.GetValueOrDefault(term);

    public long DocumentsWith(string word) => _documents.GetValueOrDefault(word);

    // What somebody asks for need not be text that a database takes. Such words stand in no document.
    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i]))))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(FoundTerm term, int documents)
    {
        _documents[term.Text] = DocumentsWith(term.Text) + documents;
        if (term.Passages > 0)
        {
            _passages[term.Text] = PassagesWith(term.Text) + term.Passages;
            Found.Add(term);
        }
    }
}

/// <param name="Passages">How many of the collection have it.</param>
internal readonly record struct FoundTerm(Guid Collection, long Id, string Text, int Passages);
