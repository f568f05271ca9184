using System.Buffers;
using System.Text;
using Parley.Unicode;

namespace Parley.Models.Embeddings.Local;

/// <summary>
/// Cuts a text into the pieces of the model's vocabulary whose probabilities multiply to the most (SentencePiece's unigram
/// model, T. Kudo 2018, found by Viterbi's algorithm), with the ties and the unknown characters as the published JavaScript has them.
/// </summary>
internal sealed class UnigramTokenizer
{
    // Beyond this nothing can be within the model's 128 pieces, but for endless runs of unknown characters.
    private const int MaxLength = 4096;

    /// <summary>The first pieces of the vocabulary are marks such as "unknown" and stand in no text.</summary>
    private const int Reserved = 6;

    private const int Unknown = 0;
    private const int Separator = '▁';

    private readonly PieceTrie _trie;
    private readonly float[] _scores;
    private readonly int[] _lengths;

    public UnigramTokenizer(IReadOnlyList<(string Piece, float Score)> vocabulary)
    {
        _trie = new(vocabulary.Sum(entry => entry.Piece.Length));
        _scores = [.. vocabulary.Select(entry => entry.Score)];
        _lengths = [.. vocabulary.Select(entry => entry.Piece.EnumerateRunes().Count())];
        for (var id = Reserved; id < vocabulary.Count; id++)
        {
            _trie.Add(vocabulary[id].Piece, id);
        }
    }

    /// <summary>Writes the pieces of the text, the first ones if there is no room for all, and returns how many.</summary>
    public int Encode(string text, Span<int> pieces)
    {
        var normal = Nfkc.Normalize(text.Length > MaxLength ? text[..MaxLength] : text);
        if (normal.Length == 0)
        {
            return 0;
        }

        var symbols = ArrayPool<int>.Shared.Rent(normal.Length + 1);
        var last = ArrayPool<int>.Shared.Rent(normal.Length + 2);
        var best = ArrayPool<float>.Shared.Rent(normal.Length + 2);
        try
        {
            var count = Read(normal, symbols);
            Search(symbols.AsSpan(0, count), last.AsSpan(0, count + 1), best.AsSpan(0, count + 1));
            return Walk(last.AsSpan(0, count + 1), pieces);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(symbols);
            ArrayPool<int>.Shared.Return(last);
            ArrayPool<float>.Shared.Return(best);
        }
    }

    private static int Read(string text, int[] symbols)
    {
        var count = 0;
        symbols[count++] = Separator;
        foreach (var rune in text.EnumerateRunes())
        {
            symbols[count++] = rune.Value == ' ' ? Separator : rune.Value;
        }

        return count;
    }

    /// <summary>For each place, the last piece of the best way to it.</summary>
    private void Search(ReadOnlySpan<int> symbols, Span<int> last, Span<float> best)
    {
        last.Clear();
        best.Clear();
        for (var start = 0; start < symbols.Length; start++)
        {
            var isKnown = false;
            var node = PieceTrie.Root;
            for (var end = start; end < symbols.Length && (node = _trie.Step(node, symbols[end])) != 0; end++)
            {
                if (_trie.PieceAt(node) is >= 0 and var piece)
                {
                    isKnown = true;
                    Relax(end + 1, piece, best[start] + _scores[piece], last, best);
                }
            }

            if (!isKnown)
            {
                Relax(start + 1, Unknown, best[start], last, best);
            }
        }
    }

    // 0 stands for "no way yet", also where a way of unknown characters alone has that score: as in the model's own tokenizer.
    private static void Relax(int place, int piece, float score, Span<int> last, Span<float> best)
    {
        if (best[place] == 0 || score >= best[place])
        {
            (best[place], last[place]) = (score, piece);
        }
    }

    /// <summary>From the end back to the start; neighbouring unknown characters are one piece.</summary>
    private int Walk(ReadOnlySpan<int> last, Span<int> pieces)
    {
        // 1. How many there are, so that the first ones can be written from behind. 2. Those.
        var count = 0;
        for (var (place, before) = (last.Length - 1, -1); place > 0; place -= _lengths[before])
        {
            count += last[place] == Unknown && before == Unknown ? 0 : 1;
            before = last[place];
        }

        var at = count;
        for (var (place, before) = (last.Length - 1, -1); place > 0; place -= _lengths[before])
        {
            var piece = last[place];
            if (piece != Unknown || before != Unknown)
            {
                at--;
                if (at < pieces.Length)
                {
                    pieces[at] = piece;
                }
            }

            before = piece;
        }

        return Math.Min(count, pieces.Length);
    }
}
