namespace Parley.Unicode;

/// <summary>Korean syllables, which are reckoned from their letters (The Unicode Standard, 3.12).</summary>
internal static class Hangul
{
    private const int Syllables = 0xAC00;
    private const int Leads = 0x1100;
    private const int Vowels = 0x1161;
    private const int Tails = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    public static bool TryDecompose(int syllable, List<int> into)
    {
        var index = syllable - Syllables;
        if (index is < 0 or >= LeadCount * VowelCount * TailCount)
        {
            return false;
        }

        into.Add(Leads + (index / (VowelCount * TailCount)));
        into.Add(Vowels + (index / TailCount % VowelCount));
        if (index % TailCount is > 0 and var tail)
        {
            into.Add(Tails + tail);
        }

        return true;
    }

    public static int? Compose(int first, int second)
    {
        if (first - Leads is >= 0 and < LeadCount && second - Vowels is >= 0 and < VowelCount)
        {
            return Syllables + ((((first - Leads) * VowelCount) + (second - Vowels)) * TailCount);
        }

        var index = first - Syllables;
        return index is >= 0 and < LeadCount * VowelCount * TailCount && index % TailCount == 0 && second - Tails is > 0 and < TailCount
            ? first + (second - Tails)
            : null;
    }
}
