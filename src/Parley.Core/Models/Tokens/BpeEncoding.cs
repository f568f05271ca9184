using System.Buffers;
using System.Text;

namespace Parley.Models.Tokens;

/// <summary>
/// An OpenAI encoding, equal to tiktoken's <c>encode_ordinary</c>: the names of special tokens in a text are ordinary
/// text. A lone surrogate counts as U+FFFD, which is what it becomes on its way to a provider.
/// </summary>
internal sealed class BpeEncoding(RankTable ranks, PieceSplitter splitter)
{
    // A word longer than this is cut. Without a bound one hostile word would take memory by its length.
    private const int MaxPieceLength = 1_000_000;

    // Bytes that are encoded on the stack.
    private const int ShortPiece = 384;

    public int Count(ReadOnlySpan<char> text) => Encode(text, null);

    public IReadOnlyList<int> Encode(ReadOnlySpan<char> text)
    {
        var tokens = new List<int>((text.Length / 3) + 1);
        Encode(text, tokens);
        return tokens;
    }

    private int Encode(ReadOnlySpan<char> text, List<int>? output)
    {
        var count = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text, start);
            count += EncodePiece(text[start..end], output);
            start = end;
        }

        return count;
    }

    /// <summary>Where the piece that begins at <paramref name="start"/> ends. Pieces are encoded by themselves, so their counts add up.</summary>
    public int EndOfPiece(ReadOnlySpan<char> text, int start) =>
        splitter.End(text[..Math.Min(text.Length, start + MaxPieceLength)], start);

    /// <summary>The tokens of what is one piece.</summary>
    public int CountPiece(ReadOnlySpan<char> piece) => EncodePiece(piece, null);

    private int EncodePiece(ReadOnlySpan<char> piece, List<int>? output)
    {
        // A token as it stands, as nearly every piece is.
        if (TokenKey.TryOf(piece, out var key) && ranks.Find(key) is not RankTable.None and var whole)
        {
            output?.Add(whole);
            return 1;
        }

        if (piece.Length * 3 > ShortPiece)
            return EncodeLongPiece(piece, output);
        Span<byte> bytes = stackalloc byte[ShortPiece];
        return EncodePiece(bytes[..Encoding.UTF8.GetBytes(piece, bytes)], output);
    }

    private int EncodeLongPiece(ReadOnlySpan<char> piece, List<int>? output)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(piece.Length));
        try
        {
            return EncodePiece(bytes.AsSpan(0, Encoding.UTF8.GetBytes(piece, bytes)), output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private int EncodePiece(ReadOnlySpan<byte> piece, List<int>? output)
    {
        var rank = ranks.Find(piece);
        if (rank == RankTable.None)
            return BytePairMerger.Merge(ranks, piece, output);
        output?.Add(rank);
        return 1;
    }
}
