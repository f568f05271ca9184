using System.Text;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Mail;

/// <summary>A header of the form <c>value; name=value; …</c>, with parameters that go over several pieces or name their encoding (RFC 2231).</summary>
internal sealed class HeaderValue
{
    private const int MaxParameters = 100;

    private readonly Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderValue(string main) => Main = main;

    /// <summary>Before the first semicolon, in lower case.</summary>
    public string Main { get; }

    public string? this[string name]
    {
        get
        {
            if (parameters.TryGetValue(name, out var value))
                return EncodedWords.Decode(value);
            if (parameters.TryGetValue(name + "*", out var extended))
                return DecodeExtended(extended);

            var pieces = new StringBuilder();
            for (var i = 0; i < MaxParameters; i++)
            {
                if (parameters.TryGetValue($"{name}*{i}*", out var encoded) || parameters.TryGetValue($"{name}*{i}", out encoded))
                    pieces.Append(encoded);
                else
                    break;
            }

            return pieces.Length == 0 ? null : parameters.ContainsKey(name + "*0*") ? DecodeExtended(pieces.ToString()) : pieces.ToString();
        }
    }

    public static HeaderValue Parse(string header)
    {
        var end = header.IndexOf(';', StringComparison.Ordinal);
        var result = new HeaderValue((end < 0 ? header : header[..end]).Trim().ToLowerInvariant());
        for (var i = end; i >= 0 && i < header.Length && result.parameters.Count < MaxParameters;)
        {
            var equals = header.IndexOf('=', i);
            if (equals < 0)
                break;
            var name = header[(i + 1)..equals].Trim(' ', '\t', ';');
            i = Value(header, equals + 1, out var value);
            result.parameters.TryAdd(name, value);
        }

        return result;
    }

    // Returns where the semicolon behind the value stands, or the end.
    private static int Value(string header, int from, out string value)
    {
        while (from < header.Length && char.IsWhiteSpace(header[from]))
            from++;
        if (from < header.Length && header[from] == '"')
        {
            var text = new StringBuilder();
            var i = from + 1;
            for (; i < header.Length && header[i] != '"'; i++)
            {
                if (header[i] == '\\' && i + 1 < header.Length)
                    i++;
                text.Append(header[i]);
            }

            value = text.ToString();
            return header.IndexOf(';', Math.Min(i, header.Length));
        }

        var end = header.IndexOf(';', from);
        value = (end < 0 ? header[from..] : header[from..end]).Trim();
        return end;
    }

    // charset'language'percent-encoded
    private static string DecodeExtended(string value)
    {
        var parts = value.Split('\'', 3);
        if (parts.Length < 3)
            return value;
        var bytes = new List<byte>();
        var source = Encoding.UTF8.GetBytes(parts[2]);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '%' && i + 2 < source.Length && byte.TryParse(source.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else
            {
                bytes.Add(source[i]);
            }
        }

        return (TextDecoding.Find(parts[0]) ?? Encoding.UTF8).GetString([.. bytes]);
    }
}
