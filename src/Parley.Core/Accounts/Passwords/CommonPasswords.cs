using System.Collections.Frozen;

namespace Parley.Accounts.Passwords;

/// <summary>What many people choose, and so what is guessed first. Read when it is first asked, which is rarely.</summary>
internal static class CommonPasswords
{
    private const string Resource = "Parley.Accounts.Passwords.common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>
    /// Whether it is on the list, or would be without what people add to get past a rule: capitals, digits and marks at the
    /// ends (<c>Dragon2024!</c>), digits for letters (<c>p4ssw0rd</c>), or the same again (<c>dragondragon</c>).
    /// </summary>
    public static bool Contains(string password) => Forms(password.ToLowerInvariant()).Any(form => Known.Value.Contains(form));

    private static IEnumerable<string> Forms(string password)
    {
        var core = password.AsSpan().Trim(" 0123456789!?.,;:*+-_#$%&/()=@<>^~'\"").ToString();
        foreach (var form in (string[])[password, core])
        {
            yield return form;
            yield return AsLetters(form);
            yield return Once(form);
            yield return AsLetters(Once(form));
        }
    }

    private static string AsLetters(string text) => string.Create(text.Length, text, static (letters, from) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = from[i] switch
            {
                '0' => 'o',
                '1' or '!' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                _ => from[i],
            };
        }
    });

    /// <summary>The part that a text repeats, or the text itself.</summary>
    private static string Once(string text)
    {
        // A text repeats itself exactly when it is found in its own double before the end.
        var period = text.Length == 0 ? 0 : (text + text).IndexOf(text, 1, StringComparison.Ordinal);
        return text[..period];
    }

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} was not built into Parley."));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..])
            {
                lines.Add(line);
            }
        }

        return lines.ToFrozenSet(StringComparer.Ordinal);
    }
}
