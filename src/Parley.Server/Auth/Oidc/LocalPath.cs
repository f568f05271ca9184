namespace Parley.Server.Auth.Oidc;

/// <summary>Where somebody may be led after signing in: a path of this site, and nothing that a browser reads as another's.</summary>
internal static class LocalPath
{
    public const string Home = "/";

    private const int MaxLength = 1024;

    /// <returns>The path, or <see cref="Home"/> when it is none.</returns>
    public static string Of(string? text) => text is { Length: > 0 and <= MaxLength } && IsLocal(text) ? text : Home;

    // "//host" and "/\host" are other hosts, and browsers pass over tabs and line breaks on the way there.
    private static bool IsLocal(string text) =>
        text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)
        && text.All(c => c is > ' ' and < '\u007f');
}
