namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>
/// Takes the endings off English words, so that "connected", "connecting" and "connections" are one term. M. F. Porter, An algorithm
/// for suffix stripping, 1980, with the two departures of his own later program (<c>logi</c>, <c>bli</c>).
/// </summary>
internal static class PorterStemmer
{
    private static readonly (string Ending, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Ending, string By)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>Stems a folded word in its place. Words with anything but <c>a</c> to <c>z</c>, and those of two letters, stay.</summary>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length < 3 || word.ContainsAnyExceptInRange('a', 'z'))
        {
            return word.Length;
        }

        // Endings are only ever taken off or replaced by shorter ones, but for an e that was taken off before: there is always room.
        var length = Step1A(word, word.Length);
        length = Step1B(word, length);
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
        {
            word[length - 1] = 'i';
        }

        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = DropStep4(word, length);
        return Step5(word, length);
    }

    private static int Step1A(Span<char> word, int length)
    {
        var current = word[..length];
        return current switch
        {
            _ when current.EndsWith("sses") || current.EndsWith("ies") => length - 2,
            _ when current.EndsWith("ss") => length,
            [.., 's'] => length - 1,
            _ => length,
        };
    }

    private static int Step1B(Span<char> word, int length)
    {
        var current = word[..length];
        if (current.EndsWith("eed"))
        {
            return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;
        }

        var stem = current.EndsWith("ed") ? length - 2 : current.EndsWith("ing") ? length - 3 : 0;
        if (stem == 0 || !HasVowel(word[..stem]))
        {
            return length;
        }

        current = word[..stem];
        if (current.EndsWith("at") || current.EndsWith("bl") || current.EndsWith("iz")
            || (Measure(current) == 1 && EndsShort(current)))
        {
            word[stem] = 'e';
            return stem + 1;
        }

        return EndsDouble(current) && current[^1] is not ('l' or 's' or 'z') ? stem - 1 : stem;
    }

    private static int Replace(Span<char> word, int length, (string Ending, string By)[] endings)
    {
        foreach (var (ending, by) in endings)
        {
            if (!word[..length].EndsWith(ending))
            {
                continue;
            }

            var stem = length - ending.Length;
            if (Measure(word[..stem]) == 0)
            {
                return length;
            }

            by.CopyTo(word[stem..]);
            return stem + by.Length;
        }

        return length;
    }

    private static int DropStep4(Span<char> word, int length)
    {
        foreach (var ending in Step4)
        {
            if (word[..length].EndsWith(ending))
            {
                var stem = word[..(length - ending.Length)];
                return Measure(stem) > 1 && (ending != "ion" || stem[^1] is 's' or 't') ? stem.Length : length;
            }
        }

        return length;
    }

    private static int Step5(Span<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var stem = word[..(length - 1)];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsShort(stem)))
            {
                length--;
            }
        }

        return word[length - 1] == 'l' && EndsDouble(word[..length]) && Measure(word[..length]) > 1 ? length - 1 : length;
    }

    // How many times a consonant follows a vowel.
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var count = 0;
        for (var i = 1; i < stem.Length; i++)
        {
            if (IsConsonant(stem, i) && !IsConsonant(stem, i - 1))
            {
                count++;
            }
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
        {
            if (!IsConsonant(stem, i))
            {
                return true;
            }
        }

        return false;
    }

    // fil, not fail: after these an e was dropped.
    private static bool EndsShort(ReadOnlySpan<char> stem) =>
        stem.Length > 2 && IsConsonant(stem, stem.Length - 3) && !IsConsonant(stem, stem.Length - 2)
        && IsConsonant(stem, stem.Length - 1) && stem[^1] is not ('w' or 'x' or 'y');

    private static bool EndsDouble(ReadOnlySpan<char> stem) =>
        stem.Length > 1 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1);

    private static bool IsConsonant(ReadOnlySpan<char> word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => at == 0 || !IsConsonant(word, at - 1),
        _ => true,
    };
}
