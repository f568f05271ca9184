using System.Globalization;

namespace Parley.Integrations.Configuration;

/// <summary>
/// A public setting: its flat name, the key of the options it fills, and what it accepts.
/// </summary>
/// <param name="Name">As in the environment: <c>APP_PORT</c>.</param>
/// <param name="Key">As in .NET's configuration: <c>Server:Port</c>.</param>
/// <param name="Accepts">Ends the sentence "It must be …".</param>
/// <param name="Read">The value as the options want it, or null when it is not acceptable.</param>
/// <param name="IsSecret">Whether the value must never be shown. Such a setting can also be given as <c>NAME_FILE</c>.</param>
internal sealed record Setting(string Name, string Key, string Accepts, Func<string, string?> Read, bool IsSecret = false)
{
    public static Setting Text(string name, string key) =>
        new(name, key, "text", text => text.Length > 0 ? text : null);

    public static Setting Secret(string name, string key, int minLength = 1) =>
        new(name, key, minLength > 1 ? $"at least {minLength} characters long" : "text", text => text.Length >= minLength ? text : null, IsSecret: true);

    public static Setting Secrets(string name, string key, int minLength) => new(
        name, key, $"secrets of at least {minLength} characters, with commas between them",
        text => text.Split(',', StringSplitOptions.TrimEntries).All(part => part.Length >= minLength) ? text : null, IsSecret: true);

    public static Setting OneOf(string name, string key, params string[] values) =>
        new(name, key, $"one of {string.Join(", ", values)}", text => values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase)));

    public static Setting Whole(string name, string key, int min, int max) =>
        new(name, key, $"a whole number from {min} to {max}", text => ReadWhole(text, min, max)?.ToString(CultureInfo.InvariantCulture));

    public static Setting Seconds(string name, string key, int min, int max) =>
        new(name, key, $"a whole number of seconds from {min} to {max}", text => ReadWhole(text, min, max) is { } seconds ? TimeSpan.FromSeconds(seconds).ToString("c") : null);

    public static Setting Share(string name, string key) =>
        new(name, key, "a number from 0 to 1", text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share.ToString(CultureInfo.InvariantCulture)
            : null);

    public static Setting Flag(string name, string key) =>
        new(name, key, "true or false", text => text.ToLowerInvariant() switch
        {
            "true" or "1" or "yes" or "on" => "true",
            "false" or "0" or "no" or "off" => "false",
            _ => null,
        });

    public static Setting HttpUrl(string name, string key) =>
        new(name, key, "an http:// or https:// address", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null);

    /// <summary>Where a page comes from, as browsers write it: a scheme, a name and, if it is not the usual one, a port.</summary>
    public static Setting Origin(string name, string key) =>
        new(name, key, "an origin such as https://parley.example.com: http:// or https://, a name, a port if need be, and nothing more", ReadOrigin);

    internal static string? ReadOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private static int? ReadWhole(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : null;
}
