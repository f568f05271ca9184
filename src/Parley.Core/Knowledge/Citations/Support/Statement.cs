namespace Parley.Knowledge.Citations.Support;

/// <summary>A clause, of a claim or of a passage, taken apart. Sets of words are sets of their numbers in the vocabulary.</summary>
internal sealed record Statement(int Start, int End)
{
    /// <summary>What it is about: the stems of its words of content, numbers apart.</summary>
    public HashSet<int> Terms { get; } = [];

    public HashSet<int> Numbers { get; } = [];

    /// <summary>Of the terms those that are names: of people, products, identifiers.</summary>
    public HashSet<int> Names { get; } = [];

    /// <summary>Terms that a sentence begins with: names, if they are names elsewhere.</summary>
    public HashSet<int> Capitalised { get; } = [];

    /// <summary>Terms and numbers as they follow each other.</summary>
    public List<int> Order { get; } = [];

    /// <summary>Words with nothing but a space between them.</summary>
    public HashSet<(int First, int Second)> Pairs { get; } = [];

    /// <summary>Words right behind an article or the like: nouns and adjectives.</summary>
    public HashSet<int> Determined { get; } = [];

    /// <summary>Words behind a preposition, with it: "with the price".</summary>
    public HashSet<(string Preposition, int Term)> Governed { get; } = [];

    /// <summary>Its words that say of how many it holds.</summary>
    public HashSet<string> Scope { get; } = [];

    /// <summary>Whether a comma and no conjunction parts it from the clause before.</summary>
    public bool IsFragment { get; init; }

    /// <summary>Whether it goes on with "and".</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether it is set against the clause before: "while …".</summary>
    public bool IsContrast { get; init; }

    /// <summary>Stems of all its words, also of the common ones, which may have an opposite.</summary>
    public HashSet<string> Opposable { get; } = [];

    /// <summary>Whether its first words are a part and its whole: "the water of the aquarium".</summary>
    public bool BeginsWithPart { get; set; }

    public bool IsNegated { get; set; }

    /// <summary>Whether the negation is its first word: "not the dry summers".</summary>
    public bool BeginsNegated { get; set; }

    /// <summary>Whether it has a word that may stand for a negation.</summary>
    public bool IsSoft { get; set; }

    public static Statement Join(int start, int end, IEnumerable<Statement> parts)
    {
        var whole = new Statement(start, end);
        foreach (var part in parts)
        {
            whole.Terms.UnionWith(part.Terms);
            whole.Numbers.UnionWith(part.Numbers);
            whole.Names.UnionWith(part.Names);
            whole.Order.AddRange(part.Order);
            whole.Pairs.UnionWith(part.Pairs);
            whole.Determined.UnionWith(part.Determined);
            whole.Governed.UnionWith(part.Governed);
            whole.Scope.UnionWith(part.Scope);
        }

        return whole;
    }

    /// <summary>Takes words that begin a sentence for names where others show that they are.</summary>
    public void Recognise(IReadOnlySet<int> names) => Names.UnionWith(Capitalised.Where(names.Contains));
}
