namespace Parley.Knowledge.Reading.Html;

/// <summary>An element of which nothing is shown, and the search for where it ends.</summary>
internal sealed class HiddenElement(string name)
{
    private int depth;

    public string Name => name;

    /// <summary>Whether it ended with its own end tag, rather than before a tag that is not part of it.</summary>
    public bool EndedByOwnTag { get; private set; }

    /// <summary>Whether the start tag begins such an element.</summary>
    public static bool Hides(HtmlScanner tag)
    {
        if (HtmlElements.Void.Contains(tag.Name) || tag.Name is "html" or "body" || (tag.IsSelfClosing && tag.Name is "svg" or "math"))
            return false;
        if (HtmlElements.Dropped.Contains(tag.Name))
            return true;
        if (tag.Attribute("hidden") is { } hidden && !hidden.Equals("until-found", StringComparison.OrdinalIgnoreCase))
            return true;
        return "true".Equals(tag.Attribute("aria-hidden"), StringComparison.OrdinalIgnoreCase)
            || "navigation".Equals(tag.Attribute("role"), StringComparison.OrdinalIgnoreCase)
            || (tag.Attribute("style") is { Length: < 10_000 } style && IsHidingStyle(style));
    }

    /// <summary>Whether the element ends with or before this token.</summary>
    public bool EndsAt(HtmlScanner token)
    {
        if (token.Kind == HtmlTokenKind.Text || HtmlElements.Void.Contains(token.Name))
            return false;

        // A head may be without its end tag too: the body ends it.
        if (name == "head" && token.Name == "body")
            return true;
        return HtmlElements.EndedByNext.Contains(name) ? EndsLoosely(token) : EndsStrictly(token);
    }

    private bool EndsStrictly(HtmlScanner token)
    {
        if (token.Name != name)
            return false;
        depth += token.Kind == HtmlTokenKind.StartTag ? 1 : -1;
        EndedByOwnTag = depth < 0;
        return EndedByOwnTag;
    }

    private bool EndsLoosely(HtmlScanner token)
    {
        if (token.Kind == HtmlTokenKind.StartTag)
        {
            if (depth == 0 && (token.Name == name || (name == "p" && IsBlock(token.Name))))
                return true;
            depth += HtmlElements.EndedByNext.Contains(token.Name) ? 0 : 1;
            return false;
        }

        if (depth == 0 && token.Name == name)
            return EndedByOwnTag = true;
        if (HtmlElements.EndedByNext.Contains(token.Name))
            return false;
        return --depth < 0;
    }

    private static bool IsBlock(string element) => HtmlElements.Lines.Contains(element) || HtmlElements.Paragraphs.Contains(element);

    private static bool IsHidingStyle(string style)
    {
        var plain = string.Concat(style.Where(unit => !char.IsWhiteSpace(unit)));
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }
}
