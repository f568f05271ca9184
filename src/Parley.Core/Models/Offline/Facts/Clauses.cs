namespace Parley.Models.Offline.Facts;

/// <summary>Cuts "My name is Alice and I live in Oslo" into its two statements.</summary>
internal static class Clauses
{
    // A conjunction, and the subject the next clause begins with.
    private static readonly string[] Breaks =
    [
        "; ", " and i ", " and i'm ", " and my ", " but i ", " but my ", ", i ", ", my ", ", i'm ",
        " und ich ", " und mein ", " und meine ", ", ich ",
    ];

    public static IEnumerable<string> Split(string sentence)
    {
        var start = 0;
        for (var i = 1; i < sentence.Length; i++)
        {
            var at = i;
            var found = Array.Find(Breaks, text => sentence.AsSpan(at).StartsWith(text, StringComparison.OrdinalIgnoreCase));
            if (found is null)
                continue;
            yield return sentence[start..i];
            start = i + (found == "; " ? found.Length : found.TrimEnd().LastIndexOf(' ') + 1);
            i = start;
        }

        yield return sentence[start..];
    }
}
