using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Parley.Models.Tokens;

/// <summary>
/// An encoding's vocabulary: bytes → rank. Two flat hash tables, because 200,000 arrays would cost the garbage collector more than
/// the text does: one of the short tokens, nearly all, that are found by looking at one place in memory, one of the others over a byte pool.
/// </summary>
internal sealed class RankTable
{
    /// <summary>The rank of bytes that are no token. Greater than every rank.</summary>
    public const int None = int.MaxValue;

    private readonly byte[] pool;
    private readonly ShortSlot[] shorts;
    private readonly Slot[] slots;
    private readonly int[] pairs = new int[1 << 16];

    private RankTable(byte[] pool, IReadOnlyCollection<Slot> entries)
    {
        this.pool = pool;
        var few = entries.Count(entry => entry.Length <= TokenKey.MaxLength);
        shorts = new ShortSlot[BitOperations.RoundUpToPowerOf2((uint)few * 2)];
        slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)(entries.Count - few + 1) * 2)];
        Array.Fill(pairs, None);
        foreach (var entry in entries)
            Add(entry);
    }

    /// <summary>Reads a <c>.tiktoken</c> file: a token in base64, a space and its rank per line.</summary>
    /// <exception cref="InvalidDataException">The file is not of that form.</exception>
    public static RankTable Load(string path)
    {
        var file = File.ReadAllBytes(path);
        var pool = new byte[file.Length];
        var entries = new List<Slot>(file.Length / 18);
        var used = 0;
        for (ReadOnlySpan<byte> rest = file; !rest.IsEmpty;)
        {
            var lineEnd = rest.IndexOf((byte)'\n');
            var line = lineEnd < 0 ? rest : rest[..lineEnd];
            rest = lineEnd < 0 ? default : rest[(lineEnd + 1)..];
            if (line.Trim((byte)'\r').IsEmpty)
                continue;

            var space = line.IndexOf((byte)' ');
            if (space <= 0
                || Base64.DecodeFromUtf8(line[..space], pool.AsSpan(used), out _, out var length) != OperationStatus.Done
                || !Utf8Parser.TryParse(line[(space + 1)..], out int rank, out _))
                throw new InvalidDataException($"{Path.GetFileName(path)} is not a rank table: line {entries.Count + 1}.");
            entries.Add(new Slot(used, length, rank));
            used += length;
        }

        if (entries.Count < 256)
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a rank table: {entries.Count} tokens.");
        return new RankTable(pool[..used], entries);
    }

    public int Find(ReadOnlySpan<byte> token)
    {
        if (token.Length == 2)
            return FindPair(token[0], token[1]);
        return token.Length <= TokenKey.MaxLength ? Find(TokenKey.Of(token)) : FindLong(token);
    }

    public int Find(TokenKey token)
    {
        var mask = shorts.Length - 1;
        for (var i = token.Hash & mask; !shorts[i].Token.IsEmpty; i = (i + 1) & mask)
        {
            if (shorts[i].Token == token)
                return shorts[i].Rank;
        }

        return None;
    }

    private int FindLong(ReadOnlySpan<byte> token)
    {
        var mask = slots.Length - 1;
        for (var i = Hash(token) & mask; slots[i].Length != 0; i = (i + 1) & mask)
        {
            ref readonly var slot = ref slots[i];
            if (slot.Length == token.Length && pool.AsSpan(slot.Start, slot.Length).SequenceEqual(token))
                return slot.Rank;
        }

        return None;
    }

    /// <summary>The rank of two bytes, which every merge begins with.</summary>
    public int FindPair(byte first, byte second) => pairs[(first << 8) | second];

    private void Add(Slot entry)
    {
        var token = pool.AsSpan(entry.Start, entry.Length);
        if (token.Length == 2)
            pairs[(token[0] << 8) | token[1]] = entry.Rank;
        if (token.Length <= TokenKey.MaxLength)
        {
            var key = TokenKey.Of(token);
            var at = key.Hash & (shorts.Length - 1);
            while (!shorts[at].Token.IsEmpty)
                at = (at + 1) & (shorts.Length - 1);
            shorts[at] = new(key, entry.Rank);
            return;
        }

        var i = Hash(token) & (slots.Length - 1);
        while (slots[i].Length != 0)
            i = (i + 1) & (slots.Length - 1);
        slots[i] = entry;
    }

    private static int Hash(ReadOnlySpan<byte> token)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)token.Length;
        for (; token.Length >= 8; token = token[8..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(token));

        ulong tail = 0;
        foreach (var value in token)
            tail = (tail << 8) | value;
        hash = Mix(hash ^ tail);
        return (int)(hash ^ (hash >> 29));
    }

    private static ulong Mix(ulong value)
    {
        value *= 0xFF51AFD7ED558CCDUL;
        return value ^ (value >> 32);
    }

    private readonly record struct ShortSlot(TokenKey Token, int Rank);

    private readonly record struct Slot(int Start, int Length, int Rank);
}
