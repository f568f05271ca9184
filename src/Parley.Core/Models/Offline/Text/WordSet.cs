using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>A set of words, written as one text.</summary>
internal static class WordSet
{
    /// <summary>The words between white space, folded as <see cref="WordReader.Fold"/> does.</summary>
    public static FrozenSet<string> Of(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
