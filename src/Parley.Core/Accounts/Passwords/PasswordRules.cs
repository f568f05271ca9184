using Microsoft.Extensions.Options;

namespace Parley.Accounts.Passwords;

/// <summary>
/// Whether a password may be chosen. As NIST SP 800-63B has it: long enough and not what is guessed first; no mixture of
/// kinds is asked for, nothing runs out, and every character counts.
/// </summary>
public sealed class PasswordRules(IOptions<PasswordOptions> options)
{
    private const string Product = "parley";

    /// <summary>What must be left when the words that anybody would try are taken out.</summary>
    private const int LeastOwn = 8;

    public int MinLength => options.Value.MinLength;

    /// <param name="about">What is known of the person and the installation: e-mail address, names.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Problem(string? password, params IEnumerable<string?> about)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Give a password.";
        }

        // Before any work is done on it: characters of several parts, at most.
        if (password.Length > 4 * options.Value.MaxLength)
        {
            return $"Use at most {options.Value.MaxLength} characters.";
        }

        var text = PasswordText.Normalize(password);
        var length = text.EnumerateRunes().Count();
        return text switch
        {
            _ when length < options.Value.MinLength => $"Use at least {options.Value.MinLength} characters. Several words that have nothing to do with each other are easy to remember.",
            _ when length > options.Value.MaxLength => $"Use at most {options.Value.MaxLength} characters.",
            _ when text.Any(char.IsControl) || text.Contains('\uFFFD') => "Leave out control characters.",
            _ when PredictableText.Surprises(text) < (options.Value.MinLength + 1) / 2 => "This repeats itself or runs along the keyboard. Choose something less easy to guess.",
            _ when CommonPasswords.Contains(text) => "Many people use this password, so it is among the first to be tried. Choose another.",
            _ when WithoutKnown(text, about).Length < LeastOwn => "This is little more than your name, your e-mail address or the name of this product. Choose something else.",
            _ => null,
        };
    }

    private static string WithoutKnown(string text, IEnumerable<string?> about)
    {
        var rest = text;
        foreach (var word in about.Append(Product).SelectMany(Words).OrderByDescending(word => word.Length))
        {
            rest = rest.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        }

        return rest;
    }

    // Shorter parts stand in many words that have nothing to do with the person.
    private static IEnumerable<string> Words(string? known) => known is null
        ? []
        : known.Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Append(known).Where(word => word.Length >= 4);
}
