using System.Collections.Frozen;

namespace Parley.Knowledge.Reading.Html;

/// <summary>What elements do to the text in them.</summary>
internal static class HtmlElements
{
    /// <summary>They begin and end a line.</summary>
    public static FrozenSet<string> Lines { get; } = Set(
        "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr li main menu optgroup option section summary tr tbody thead tfoot");

    /// <summary>They begin and end a paragraph.</summary>
    public static FrozenSet<string> Paragraphs { get; } = Set("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul");

    /// <summary>Nothing in them is for reading.</summary>
    public static FrozenSet<string> Dropped { get; } = Set(
        "applet audio button canvas datalist embed frameset head iframe map math nav noframes noscript object select svg template video");

    /// <summary>Their content is no markup.</summary>
    public static FrozenSet<string> Raw { get; } = Set("script style textarea title xmp noembed listing plaintext");

    /// <summary>They have no content and no end tag.</summary>
    public static FrozenSet<string> Void { get; } = Set("area base br col embed hr img input link meta param source track wbr");

    /// <summary>Their end tag may be left out: another of their kind, or the end of what they are in, ends them.</summary>
    public static FrozenSet<string> EndedByNext { get; } = Set("dd dt li option p td th tr");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Set(
        string.Join(' ', Lines.Concat(Paragraphs).Concat(Dropped).Concat(Raw).Concat(Void).Concat(EndedByNext).Append("html").Append("a").Append("span")))
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name as a string that exists already, where it is one of those that matter.</summary>
    public static string Intern(ReadOnlySpan<char> name) => Known.TryGetValue(name, out var known) ? known : name.ToString();

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
