namespace Parley.Personas.Templates;

/// <summary>The blocks that are open at a place of a template, and what is allowed there.</summary>
internal sealed class TemplateBlocks
{
    private readonly Stack<Block> _open = [];

    public (string Kind, string Place)? Innermost => _open.TryPeek(out var block) ? (block.Kind, block.Place) : null;

    /// <summary>The lists whose entries the place stands for, outermost first.</summary>
    public IReadOnlyList<string> Lists => [.. _open.Where(block => block is { Kind: "each", HasElse: false }).Select(block => block.Name).Reverse()];

    /// <returns>What is wrong, or null.</returns>
    public string? Open(string kind, string name, string place)
    {
        _open.Push(new Block(kind, name, place));
        return _open.Count > TemplateLimits.MaxBlockDepth ? $"blocks may lie {TemplateLimits.MaxBlockDepth} deep."
            : Lists.Count > TemplateLimits.MaxListDepth ? $"#each may lie {TemplateLimits.MaxListDepth} deep."
            : null;
    }

    /// <returns>What is wrong, or null.</returns>
    public string? Else(string tag, bool isChained)
    {
        if (!_open.TryPeek(out var block))
        {
            return $"'{tag}' stands in no block.";
        }

        if (block.HasElse || (isChained && block.Kind != "if"))
        {
            return block.HasElse ? $"the block has an else already; '{tag}' cannot follow it." : $"'{tag}' belongs into #if.";
        }

        block.HasElse = !isChained;
        return null;
    }

    /// <returns>What is wrong, or null.</returns>
    public string? Close(string kind) => !_open.TryPop(out var block)
        ? $"'/{kind}' closes nothing."
        : block.Kind != kind ? $"'/{kind}' stands where the '#{block.Kind}' of {block.Place} has to be closed first." : null;

    /// <summary>What is wrong with a name at this place, or null.</summary>
    public string? Problem(TemplatePath path, ReadKind kind)
    {
        var depth = Lists.Count;
        var isEntry = depth > 0 && path.Up == 0;
        return path switch
        {
            { IsThis: true } or { IsLoop: true } when !isEntry => $"'{(path.IsLoop ? path.Name : "this")}' means the entry of a list and stands inside #each only.",
            { IsThis: true, Name.Length: 0 } when kind is ReadKind.Condition => "a condition needs a name.",
            { IsLoop: true, Name: not "@index" } when kind is ReadKind.Text => $"'{path.Name}' is a condition: write {{{{#if {path.Name}}}}}.",
            { IsLoop: true, Name: "@index" } when kind is ReadKind.Condition => "'@index' is a number, not a condition.",
            _ when kind is ReadKind.List && (isEntry || path.IsLoop) => $"#each needs a variable. Inside another #each, write {Climb(depth)} before its name.",
            _ when !isEntry && path.Up != depth => depth == 0 ? "'../' has a meaning inside #each only." : $"inside #each, write {Climb(depth)} before the name of a variable.",
            _ => null,
        };
    }

    private static string Climb(int depth) => string.Concat(Enumerable.Repeat("../", depth));

    private sealed record Block(string Kind, string Name, string Place)
    {
        public bool HasElse { get; set; }
    }
}
