using System.Text.Json;

namespace Parley.Data;

/// <summary>Enumeration names in snake_case: in the database and in the API.</summary>
public static class SnakeCaseEnum
{
    public static string Write<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Names<TEnum>.ByValue[value];

    /// <exception cref="KeyNotFoundException">No member is spelt so.</exception>
    public static TEnum Read<TEnum>(string text)
        where TEnum : struct, Enum =>
        Names<TEnum>.ByName[text];

    /// <summary>False, and the default, when no member is spelt so.</summary>
    public static bool TryRead<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum =>
        Names<TEnum>.ByName.TryGetValue(text ?? "", out value);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
