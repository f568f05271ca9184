using System.Text;

namespace Parley.Knowledge.Reading.Mail;

/// <summary>A mail, or a part of one: headers and a body (RFC 5322, RFC 2045).</summary>
internal sealed class MimePart
{
    private MimePart(MimeHeaders headers, ReadOnlyMemory<byte> body)
    {
        Headers = headers;
        Body = body;
        Type = HeaderValue.Parse(headers["Content-Type"] ?? "text/plain");
        Disposition = HeaderValue.Parse(headers["Content-Disposition"] ?? "");
    }

    public MimeHeaders Headers { get; }

    public HeaderValue Type { get; }

    public HeaderValue Disposition { get; }

    /// <summary>Still encoded for the transport.</summary>
    private ReadOnlyMemory<byte> Body { get; }

    public string? FileName => Disposition["filename"] ?? Type["name"];

    public bool IsMultipart => Type.Main.StartsWith("multipart/", StringComparison.Ordinal);

    public static MimePart Parse(ReadOnlyMemory<byte> source)
    {
        var headers = MimeHeaders.Parse(source.Span, out var bodyStart);
        return new(headers, source[bodyStart..]);
    }

    /// <summary>The parts of a multipart body, as far as they are there; the last may have been cut off.</summary>
    public IEnumerable<MimePart> Parts()
    {
        // 70 characters are the most of a boundary (RFC 2046, 5.1.1); some programs write longer ones.
        if (Type["boundary"] is not { Length: > 0 and <= 1000 } boundary)
            yield break;
        var delimiter = Encoding.Latin1.GetBytes("--" + boundary);
        var start = NextDelimiter(delimiter, 0, out var bodyOfPart, out var last);
        while (start >= 0 && !last)
        {
            var end = NextDelimiter(delimiter, bodyOfPart, out var next, out last);
            yield return Parse(Body[bodyOfPart..(end < 0 ? Body.Length : end)]);
            (start, bodyOfPart) = (end, next);
        }
    }

    /// <summary>The body with its transfer encoding undone. What is damaged in it is left out.</summary>
    public byte[] Decode() => Headers["Content-Transfer-Encoding"]?.Trim().ToLowerInvariant() switch
    {
        "base64" => TransferEncoding.Base64(Body.Span),
        "quoted-printable" => TransferEncoding.QuotedPrintable(Body.Span, underscoreIsSpace: false),
        _ => Body.ToArray(),
    };

    /// <summary>The mail that is the body of this part.</summary>
    public MimePart Inner() => Parse(Headers["Content-Transfer-Encoding"] is null ? Body : Decode());

    // A delimiter stands at the beginning of a line. Gives where the part before it ends (or -1) and where the next begins.
    private int NextDelimiter(byte[] delimiter, int from, out int next, out bool last)
    {
        var body = Body.Span;
        for (var at = from; ; at++)
        {
            var found = body[at..].IndexOf(delimiter);
            (next, last) = (body.Length, true);
            if (found < 0)
                return -1;
            at += found;
            if (at > 0 && body[at - 1] != '\n')
                continue;
            var behind = at + delimiter.Length;
            last = body[behind..].StartsWith("--"u8);
            var lineEnd = body[behind..].IndexOf((byte)'\n');
            next = lineEnd < 0 ? body.Length : behind + lineEnd + 1;

            // The line break before a delimiter belongs to it; the part must not end before it began.
            return Math.Max(from, at - (at > 1 && body[at - 2] == '\r' ? 2 : Math.Min(at, 1)));
        }
    }
}
