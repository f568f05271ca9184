using System.Text;
using System.Text.RegularExpressions;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Mail;

/// <summary>Words of headers in another encoding than ASCII, <c>=?utf-8?Q?caf=C3=A9?=</c> (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
            return value;

        // Space between two encoded words is not part of the text.
        return Word().Replace(BetweenWords().Replace(value, "?==?"), match => Decode(match) ?? match.Value);
    }

    private static string? Decode(Match match)
    {
        if (TextDecoding.Find(match.Groups[1].Value.Split('*')[0]) is not { } encoding)
            return null;
        var content = Encoding.Latin1.GetBytes(match.Groups[3].Value);
        return encoding.GetString(match.Groups[2].ValueSpan is "B" or "b"
            ? TransferEncoding.Base64(content)
            : TransferEncoding.QuotedPrintable(content, underscoreIsSpace: true));
    }

    [GeneratedRegex(@"=\?([^?\s]{1,40})\?([BbQq])\?([^?\s]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();
}
