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

    public int Count(ReadOnlySpan<char> text) => Encode(text, null);

    public IReadOnlyList<int> Encode(ReadOnlySpan<char> text)
    {
        var tokens = new List<int>((text.Length / 3) + 1);
        Encode(text, tokens);
        return tokens;
    }

    private int Encode(ReadOnlySpan<char> text, List<int>? output)
    {
        Span<byte> shortPiece = stackalloc byte[384];
        var count = 0;
        for (var start = 0; start < text.Length;)
        {
            var window = text[..Math.Min(text.Length, start + MaxPieceLength)];
            var end = splitter.End(window, start);
            var piece = text[start..end];
            start = end;
            count += piece.Length * 3 <= shortPiece.Length
                ? EncodePiece(shortPiece[..Encoding.UTF8.GetBytes(piece, shortPiece)], output)
                : EncodeLongPiece(piece, output);
        }

        return count;
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
