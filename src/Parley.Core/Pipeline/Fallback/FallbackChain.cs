using System.Globalization;

namespace Parley.Pipeline.Fallback;

/// <summary>Reads the chain from its text; see <see cref="FallbackOptions.Chain"/>.</summary>
public static class FallbackChain
{
    private const int MaxLinks = 10;

    /// <exception cref="FormatException">It cannot be read, or comes back to a link; the message says where.</exception>
    public static IReadOnlyList<FallbackLink> Parse(string? text)
    {
        var links = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseLink).ToList();
        if (links.Count > MaxLinks)
        {
            throw new FormatException($"The chain has {links.Count} links; {MaxLinks} are allowed.");
        }

        var again = links.GroupBy(link => (link.Provider, link.Model)).FirstOrDefault(group => group.Count() > 1);
        return again is null ? links : throw new FormatException(
            $"The chain comes back to '{again.Key.Provider}{(again.Key.Model is { } model ? "/" + model : "")}' and would go in circles. Name each link once.");
    }

    private static FallbackLink ParseLink(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var name = question < 0 ? text : text[..question];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (provider, model) = slash < 0 ? (name, null) : (name[..slash], name[(slash + 1)..]);
        if (provider.Length == 0 || model is { Length: 0 })
        {
            throw new FormatException($"'{text}' is not a link. Write provider or provider/model.");
        }

        var link = new FallbackLink(provider.ToLowerInvariant(), model);
        return question < 0 ? link : text[(question + 1)..].Split('&').Aggregate(link, With);
    }

    private static FallbackLink With(FallbackLink link, string parameter)
    {
        var parts = parameter.Split('=', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "") switch
        {
            ("temperature", var value) => link with { Temperature = Number(parameter, value, 0, 2) },
            ("top_p", var value) => link with { TopP = Number(parameter, value, 0, 1) },
            ("max_tokens", var value) => link with { MaxOutputTokens = (int)Number(parameter, value, 1, 1_000_000) },
            _ => throw new FormatException($"'{parameter}' is not a parameter of a link. Known are temperature, top_p and max_tokens."),
        };
    }

    private static float Number(string parameter, string text, float min, float max) =>
        float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException($"'{parameter}' must be a number from {min} to {max}.");
}
