using System.Buffers.Binary;

namespace Parley.Identity;

/// <summary>The text form of ids: prefix, underscore, 128 bits in base 32 (26 characters, the first holds 3 bits).</summary>
public static class TypeId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Digits = 26;

    public static string Encode(string prefix, Guid value) =>
        string.Create(prefix.Length + 1 + Digits, (prefix, value), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var bits = ToBits(state.value);
            for (var i = text.Length - 1; i > state.prefix.Length; i--, bits >>= 5)
            {
                text[i] = Alphabet[(int)(bits & 31)];
            }
        });

    /// <returns>The id, or <see cref="Guid.Empty"/> when the text is not one with this prefix.</returns>
    public static Guid Decode(string prefix, string? text)
    {
        if (text is null || text.Length != prefix.Length + 1 + Digits || text[prefix.Length] != '_'
            || !text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length + 1] > '7')
        {
            return Guid.Empty;
        }

        UInt128 bits = 0;
        foreach (var digit in text.AsSpan(prefix.Length + 1))
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return Guid.Empty;
            }

            bits = bits << 5 | (UInt128)value;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new Guid(bytes, bigEndian: true);
    }

    private static UInt128 ToBits(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
