using System.Text.Json;

namespace Parley.Integrations.Oidc;

/// <summary>Reads what is claimed of somebody, from JSON that another wrote.</summary>
internal static class Claims
{
    /// <summary>Lists longer than this are cut: no directory means them.</summary>
    public const int MaxValues = 500;

    /// <returns>Null when it is missing, empty, or no text.</returns>
    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A text or a list of texts; a dot leads into an object, unless a claim is named so.</summary>
    /// <returns>Null when there is no such claim.</returns>
    public static IReadOnlyList<string>? Texts(JsonElement claims, string path) => Find(claims, path) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Take(MaxValues).Select(item => item.GetString()!)],
        _ => null,
    };

    /// <summary>Some providers write truth as a text.</summary>
    public static bool IsTrue(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.True || value.ValueKind is JsonValueKind.String && value.GetString() == "true");

    /// <summary>A time in seconds since 1970.</summary>
    public static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        foreach (var step in path.Split('.'))
        {
            if (claims.ValueKind is not JsonValueKind.Object || !claims.TryGetProperty(step, out claims))
            {
                return null;
            }
        }

        return claims;
    }
}
