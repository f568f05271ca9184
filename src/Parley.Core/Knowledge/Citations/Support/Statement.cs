namespace Parley.Knowledge.Citations.Support;

/// <summary>A clause, of a claim or of a passage, taken apart. Sets of words are sets of their numbers in the vocabulary.</summary>
internal sealed record Statement(int Start, int End)
{
    /// <summary>What it is about: the stems of its words of content, numbers apart.</summary>
    public HashSet<int> Terms { get; } = [];

    public HashSet<int> Numbers { get; } = [];

    /// <summary>Of the terms those that are names: of people, products, identifiers.</summary>
    public HashSet<int> Names { get; } = [];

    /// <summary>Stems of all its words, also of the common ones, where they have an opposite.</summary>
    public HashSet<string> Opposable { get; } = [];

    public bool IsNegated { get; set; }

    /// <summary>Whether it has a word that may stand for a negation.</summary>
    public bool IsSoft { get; set; }
}
