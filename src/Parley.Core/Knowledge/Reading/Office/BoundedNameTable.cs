using System.Xml;

namespace Parley.Knowledge.Reading.Office;

/// <summary>The names in an XML document, which the reader keeps until its end. A file made of ever new names is refused.</summary>
internal sealed class BoundedNameTable : NameTable
{
    // The formats of Office have a few thousand.
    private const int MaxCharacters = 1_000_000;

    private int characters;

    public override string Add(char[] key, int start, int len)
    {
        if (Get(key, start, len) is { } known)
            return known;
        Count(len);
        return base.Add(key, start, len);
    }

    public override string Add(string key)
    {
        if (Get(key) is { } known)
            return known;
        Count(key.Length);
        return base.Add(key);
    }

    private void Count(int length)
    {
        // 20: what a name costs besides its characters, in their unit.
        characters += length + 20;
        if (characters > MaxCharacters)
            throw UnpackingBudget.Bomb();
    }
}
