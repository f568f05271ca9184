using System.Text;

namespace Parley.Personas.Templates;

/// <summary>
/// Reads a template before the engine does, and lets through only what is known to be harmless: names, <c>if</c>,
/// <c>unless</c>, <c>each</c>, <c>else</c>, comments. What the engine then compiles is written anew from what was
/// understood here, so that the two cannot understand one text differently.
/// </summary>
internal sealed class TemplateParser
{
    private readonly string _text;
    private readonly StringBuilder _canonical = new();
    private readonly List<TemplateRead> _reads = [];
    private readonly List<string> _literals = [];
    private readonly TemplateBlocks _blocks = new();
    private int _at;
    private int _tags;

    private TemplateParser(string text) => _text = text;

    /// <exception cref="TemplateException">It is not a template, or too large.</exception>
    public static ParsedTemplate Parse(string text)
    {
        if (text.Length > TemplateLimits.MaxTemplateLength)
        {
            throw new TemplateException($"The template has {text.Length:N0} characters; the limit is {TemplateLimits.MaxTemplateLength:N0}.");
        }

        var parser = new TemplateParser(text);
        parser.Read();
        return new(text, parser._canonical.ToString(), parser._literals, parser._reads);
    }

    private void Read()
    {
        var text = new StringBuilder();
        for (int open; (open = _text.IndexOf("{{", _at, StringComparison.Ordinal)) >= 0;)
        {
            if (open > _at && _text[open - 1] == '\\')
            {
                // The braces without the backslash, together with the text around them.
                text.Append(_text, _at, open - 1 - _at).Append("{{");
                _at = open + 2;
                continue;
            }

            AddText(text.Append(_text, _at, open - _at));
            ReadTag(open);
        }

        if (_blocks.Innermost is { } block)
        {
            throw new TemplateException($"{Capitalise(block.Place)}: '{{{{#{block.Kind}}}}}' is never closed. Write {{{{/{block.Kind}}}}} after it.");
        }

        AddText(text.Append(_text, _at, _text.Length - _at));
    }

    // Braces and backslashes outside of tags mean themselves. The engine is not shown them, since it reads some of them
    // otherwise: what lies between the first and the last of a text becomes a call that writes it.
    private void AddText(StringBuilder collected)
    {
        var text = collected.ToString();
        collected.Clear();
        var start = text.AsSpan().IndexOfAny(@"{}\");
        if (start < 0)
        {
            _canonical.Append(text);
            return;
        }

        var end = text.AsSpan().LastIndexOfAny(@"{}\") + 1;
        _canonical.Append(text, 0, start).Append("{{").Append(TemplateEngine.LiteralPrefix).Append(_literals.Count).Append("}}").Append(text, end, text.Length - end);
        _literals.Add(text[start..end]);
    }

    private void ReadTag(int open)
    {
        var isComment = _text.AsSpan(open).StartsWith("{{!--");
        var isTriple = _text.AsSpan(open).StartsWith("{{{");
        var (start, end) = isComment ? (5, "--}}") : isTriple ? (3, "}}}") : (2, "}}");
        var close = _text.IndexOf(end, open + start, StringComparison.Ordinal);
        if (close < 0)
        {
            throw Wrong(open, $"the tag is not closed. Write {end} at its end, or \\{{{{ where braces are meant as text.");
        }

        var inner = _text[(open + start)..close];
        _at = close + end.Length;
        if (isComment || inner.StartsWith('!'))
        {
            AddTag("!", open);
            return;
        }

        if (inner.AsSpan().ContainsAny('{', '}'))
        {
            throw Wrong(open, "a tag may not hold braces. Is the one before it closed?");
        }

        var before = !isTriple && inner.StartsWith('~') ? "~" : "";
        var after = !isTriple && inner.Length > before.Length && inner.EndsWith('~') ? "~" : "";
        var content = inner[before.Length..^after.Length].Trim();
        AddTag(before + Understand(content, isTriple, open) + after, open);
    }

    private string Understand(string content, bool isTriple, int at) => content switch
    {
        ['#', .. var block] when !isTriple => Open(block, at),
        ['/', .. var kind] when !isTriple => Close(kind.Trim(), at),
        "else" when !isTriple => _blocks.Else(content, isChained: false) is { } problem ? throw Wrong(at, problem) : content,
        _ when !isTriple && content.StartsWith("else if ", StringComparison.Ordinal) => Chain(content["else if ".Length..], at),
        _ => ReadValue(content, ReadKind.Text, at),
    };

    private string Open(string content, int at)
    {
        var words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["if" or "unless" or "each", var name])
        {
            throw Wrong(at, $"'#{Shorten(content)}' is not understood. Blocks are #if, #unless and #each, each with one name.");
        }

        var path = ReadValue(name, words[0] == "each" ? ReadKind.List : ReadKind.Condition, at);
        if (_blocks.Open(words[0], TemplatePath.Parse(name)!.Name, PlaceOf(at)) is { } problem)
        {
            throw Wrong(at, problem);
        }

        return $"#{words[0]} {path}";
    }

    private string Chain(string name, int at) => _blocks.Else("else if", isChained: true) is { } problem
        ? throw Wrong(at, problem)
        : $"else if {ReadValue(name.Trim(), ReadKind.Condition, at)}";

    private string Close(string kind, int at) => _blocks.Close(kind) is { } problem ? throw Wrong(at, problem) : $"/{kind}";

    private string ReadValue(string name, ReadKind kind, int at)
    {
        var path = TemplatePath.Parse(name)
            ?? throw Wrong(at, $"'{Shorten(name)}' is not the name of a variable. Names are letters, digits and underscores; calls, partials and expressions are not supported.");
        if (_blocks.Problem(path, kind) is { } problem)
        {
            throw Wrong(at, problem);
        }

        var lists = _blocks.Lists;
        if (path.IsLoop)
        {
            _reads.Add(new(null, null, ReadKind.Loop, lists, PlaceOf(at)));
            return name;
        }

        var isEntry = lists.Count > 0 && path.Up == 0;
        _reads.Add(new(isEntry ? null : path.Name, isEntry && path.Name.Length > 0 ? path.Name : null, kind, lists, PlaceOf(at)));
        return kind is ReadKind.Condition ? name + TemplateValues.ConditionSuffix : name;
    }

    private void AddTag(string content, int at)
    {
        if (++_tags > TemplateLimits.MaxTags)
        {
            throw Wrong(at, $"a template may have {TemplateLimits.MaxTags} tags.");
        }

        _canonical.Append("{{").Append(content).Append("}}");
    }

    private TemplateException Wrong(int at, string problem) => new($"{Capitalise(PlaceOf(at))}: {problem}");

    private string PlaceOf(int at) => $"line {_text.AsSpan(0, at).Count('\n') + 1}, column {at - _text.LastIndexOf('\n', Math.Max(at - 1, 0))}";

    private static string Capitalise(string place) => char.ToUpperInvariant(place[0]) + place[1..];

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
