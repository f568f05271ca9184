namespace Parley.Integrations.Providers;

/// <summary>Configured texts: blank is not set, and a line feed at a secret file's end is not part of it.</summary>
internal static class ConfiguredText
{
    public static string OrEmpty(this string? text) => text?.Trim() ?? "";

    public static string Or(this string? text, string fallback) => text.OrEmpty() is { Length: > 0 } given ? given : fallback;
}
