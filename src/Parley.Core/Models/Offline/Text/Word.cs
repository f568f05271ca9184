namespace Parley.Models.Offline.Text;

/// <summary>A word in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its characters.</param>
/// <param name="Folded">Lower case, without diacritics and possessive ending.</param>
/// <param name="Term">What it is compared by: the stem of <paramref name="Folded"/>.</param>
/// <param name="IsCapitalised">Whether it begins with a capital letter.</param>
/// <param name="IsContent">Whether it says what a sentence is about: no article, preposition, auxiliary, question word.</param>
internal readonly record struct Word(int Start, int Length, string Folded, string Term, bool IsCapitalised, bool IsContent)
{
    public int End => Start + Length;

    public bool HasDigit => Folded.AsSpan().ContainsAnyInRange('0', '9');
}
