namespace Parley.Server.Startup;

/// <summary>Tells a secret that was made by chance from one that somebody typed or copied.</summary>
internal static class SecretStrength
{
    private const int MinLength = 32;
    private const int MinDistinct = 12;

    // From the examples and defaults that people forget to replace.
    private static readonly string[] Known =
    [
        "changeme", "change-me", "change_me", "changethis", "change-this", "secret", "password", "passw0rd", "example", "default", "parley",
        "your-", "your_", "replace", "insecure", "development", "qwerty", "0123456789", "1234567890", "abcdefghij", "letmein", "todo",
    ];

    /// <returns>What is wrong with it, to follow "it"; null: nothing.</returns>
    public static string? Problem(string? secret) => secret switch
    {
        null or "" => "is not set",
        { Length: < MinLength } => $"is shorter than {MinLength} characters",
        _ when Known.FirstOrDefault(word => secret.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word => $"contains \"{word}\", as examples and defaults do",
        _ when secret.Distinct().Count() < MinDistinct => $"has fewer than {MinDistinct} different characters",
        _ when Repeats(secret) => "repeats itself",
        _ => null,
    };

    private static bool Repeats(string secret) =>
        Enumerable.Range(1, secret.Length / 2).Any(length => secret.AsSpan(length).SequenceEqual(secret.AsSpan(0, secret.Length - length)));
}
