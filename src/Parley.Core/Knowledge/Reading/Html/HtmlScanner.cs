namespace Parley.Knowledge.Reading.Html;

/// <summary>
/// Goes through the tags and texts of a web page. There is no tree on purpose: a page can be written such that its tree is thousands
/// of times its size (unclosed formatting before many paragraphs), while this is linear in time and constant in memory on anything.
/// </summary>
internal sealed class HtmlScanner(string source)
{
    private int tagEnd;

    public HtmlTokenKind Kind { get; private set; }

    /// <summary>Where the token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Behind it.</summary>
    public int End { get; private set; }

    /// <summary>The name of the tag, in lower case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The text as it stands there, with its character references.</summary>
    public ReadOnlySpan<char> Text => source.AsSpan(Start, End - Start);

    public bool IsSelfClosing => End - Start > 2 && source[End - 2] == '/';

    public bool Read()
    {
        for (Start = End; Start < source.Length; Start = End)
        {
            if (source[Start] != '<')
            {
                End = source.IndexOf('<', Start) is >= 0 and var next ? next : source.Length;
                Kind = HtmlTokenKind.Text;
                return true;
            }

            var second = Start + 1 < source.Length ? source[Start + 1] : ' ';
            if (char.IsAsciiLetter(second) || (second == '/' && Start + 2 < source.Length && char.IsAsciiLetter(source[Start + 2])))
                return ReadTag(second == '/');
            if (second is '!' or '?' or '/')
            {
                SkipDeclaration();
                continue;
            }

            // A lonely "<" is text.
            End = source.IndexOf('<', Start + 1) is >= 0 and var following ? following : source.Length;
            Kind = HtmlTokenKind.Text;
            return true;
        }

        return false;
    }

    /// <summary>Goes behind the end tag of an element whose content is no markup, and gives the content.</summary>
    public ReadOnlySpan<char> SkipRaw(string element)
    {
        var from = End;
        for (var at = from; ; at++)
        {
            at = source.IndexOf("</", at, StringComparison.Ordinal);
            if (at < 0)
            {
                End = source.Length;
                return source.AsSpan(from);
            }

            if (source.AsSpan(at + 2).StartsWith(element, StringComparison.OrdinalIgnoreCase))
            {
                End = source.IndexOf('>', at) is >= 0 and var close ? close + 1 : source.Length;
                return source.AsSpan(from, at - from);
            }
        }
    }

    /// <summary>The value of an attribute of the tag, with its character references; null when there is none, empty when it has no value.</summary>
    public string? Attribute(string name)
    {
        var i = Start + 1 + Name.Length;
        while (NextAttribute(ref i, out var found, out var value))
        {
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value.ToString();
        }

        return null;
    }

    private bool ReadTag(bool closing)
    {
        var i = Start + (closing ? 2 : 1);
        var name = i;
        while (i < source.Length && !char.IsWhiteSpace(source[i]) && source[i] is not ('>' or '/'))
            i++;
        Name = Lower(source.AsSpan(name, i - name));
        Kind = closing ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
        tagEnd = source.Length;
        while (NextAttribute(ref i, out _, out _))
        {
        }

        tagEnd = i;
        End = Math.Min(source.Length, i + 1);
        return true;
    }

    // Leaves i at the ">" of the tag, or at the end of the page, when there is no further attribute.
    private bool NextAttribute(ref int i, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = default;
        value = default;
        while (i < tagEnd && (char.IsWhiteSpace(source[i]) || source[i] == '/'))
            i++;
        if (i >= tagEnd || source[i] == '>')
            return false;
        var start = i++;
        while (i < tagEnd && !char.IsWhiteSpace(source[i]) && source[i] is not ('=' or '>' or '/'))
            i++;
        name = source.AsSpan(start, i - start);
        var equals = i;
        while (equals < tagEnd && char.IsWhiteSpace(source[equals]))
            equals++;
        if (equals >= tagEnd || source[equals] != '=')
            return true;
        for (i = equals + 1; i < tagEnd && char.IsWhiteSpace(source[i]);)
            i++;
        if (i < tagEnd && source[i] is '"' or '\'')
        {
            var close = source.IndexOf(source[i], i + 1, tagEnd - i - 1) is >= 0 and var quote ? quote : tagEnd;
            value = source.AsSpan(i + 1, close - i - 1);
            i = Math.Min(tagEnd, close + 1);
            return true;
        }

        start = i;
        while (i < tagEnd && !char.IsWhiteSpace(source[i]) && source[i] != '>')
            i++;
        value = source.AsSpan(start, i - start);
        return true;
    }

    private void SkipDeclaration()
    {
        var comment = source.AsSpan(Start).StartsWith("<!--");
        var end = comment
            ? source.IndexOf("-->", Start + 2, StringComparison.Ordinal)
            : source.IndexOf('>', Start);
        End = end < 0 ? source.Length : end + (comment ? 3 : 1);
    }

    private static string Lower(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[16];
        return name.Length <= lower.Length && name.ToLowerInvariant(lower) >= 0 ? HtmlElements.Intern(lower[..name.Length]) : "unknown";
    }
}

internal enum HtmlTokenKind
{
    Text,
    StartTag,
    EndTag,
}
