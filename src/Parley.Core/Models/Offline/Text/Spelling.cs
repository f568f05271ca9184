namespace Parley.Models.Offline.Text;

/// <summary>British and American spellings as one.</summary>
internal static class Spelling
{
    /// <param name="term">A stem.</param>
    public static string Fold(string term) => term.Length < 5 ? term
        : term.EndsWith("is", StringComparison.Ordinal) ? term[..^2] + "iz"
        : term.EndsWith("our", StringComparison.Ordinal) ? term[..^3] + "or"
        : term.EndsWith("tre", StringComparison.Ordinal) ? term[..^3] + "ter"
        : term;
}
