namespace Parley.Accounts.Passwords;

/// <summary>How much of a text does not follow from what stands before it.</summary>
internal static class PredictableText
{
    /// <summary>What fingers run along, on the keyboards most people have.</summary>
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "wxcvbn"];

    /// <summary>
    /// Characters that are neither the one before again, nor its neighbour in the alphabet, in counting or on a keyboard, nor
    /// what stood two to four places earlier while the text already repeats itself there.
    /// </summary>
    public static int Surprises(string text)
    {
        var lower = text.ToLowerInvariant();
        var surprises = 0;
        for (var i = 0; i < lower.Length; i++)
        {
            if (i == 0 || !(IsNeighbour(lower[i - 1], lower[i]) || Repeats(lower, i)))
            {
                surprises++;
            }
        }

        return surprises;
    }

    private static bool IsNeighbour(char before, char next) =>
        Math.Abs(before - next) <= 1 || Rows.Any(row => row.Contains(before) && Math.Abs(row.IndexOf(before) - row.IndexOf(next)) == 1 && row.Contains(next));

    private static bool Repeats(string text, int at)
    {
        for (var period = 2; period <= 4; period++)
        {
            if (at >= period && text[at] == text[at - period] && (at < 2 * period || text[at - 1] == text[at - 1 - period]))
            {
                return true;
            }
        }

        return false;
    }
}
