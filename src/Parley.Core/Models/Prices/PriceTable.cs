using System.Text.Json;

namespace Parley.Models.Prices;

/// <summary>
/// Prices by provider, model and day. A price holds for its model's name and for dated snapshots of it
/// (<c>gpt-4o-2024-08-06</c>), never for another model whose name begins alike: a wrong price is worse than none.
/// </summary>
public sealed class PriceTable
{
    private const string AnyModel = "*";
    private const int MaxNameLength = 200;

    private readonly ILookup<string, ModelPrice> _byModel;

    public PriceTable(IEnumerable<ModelPrice> prices) =>
        _byModel = prices.OrderByDescending(price => price.From).ToLookup(price => price.Model, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every price, by model.</summary>
    public IEnumerable<ModelPrice> All => _byModel.SelectMany(prices => prices);

    /// <summary>The price on that day, or null where none is known.</summary>
    public ModelPrice? Find(string provider, string model, DateTimeOffset at)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        return InForce(model, provider, at) ?? InForce(name, provider, at) ?? InForce(WithoutDate(name), provider, at)
            ?? InForce(AnyModel, provider, at);
    }

    /// <summary>This table with another's lines before its own: where both price a model, the other's hold from their first day on.</summary>
    public PriceTable OverriddenBy(PriceTable other) => new([.. other.All, .. All.Where(price => !other._byModel[price.Model].Any(
        o => o.From <= price.From && (o.Provider is null || o.Provider.Equals(price.Provider, StringComparison.OrdinalIgnoreCase))))]);

    /// <summary>Reads <c>{"prices": [{"provider", "model", "from", "input", "output", "cached_input"}]}</c>.</summary>
    /// <exception cref="FormatException">It is not such a file; the message says where and why.</exception>
    public static PriceTable Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json.Span, PriceJson.Default.PriceFile);
            var lines = file?.Prices ?? throw new FormatException("It must be an object with a list named \"prices\".");
            return new(lines.Select((line, i) => line is null ? throw new FormatException($"Line {i + 1} is null.") : ToPrice(line, i + 1)));
        }
        catch (JsonException e)
        {
            throw new FormatException($"It is not valid (line {e.LineNumber + 1}{(e.Path is { Length: > 1 } path ? $", at {path}" : "")}).", e);
        }
    }

    private ModelPrice? InForce(string model, string provider, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        ModelPrice? any = null;
        foreach (var price in _byModel[model])
        {
            if (price.From > day)
            {
                continue;
            }

            if (provider.Equals(price.Provider, StringComparison.OrdinalIgnoreCase))
            {
                return price;
            }

            any ??= price.Provider is null && model != AnyModel ? price : null;
        }

        return any;
    }

    // gpt-4o-2024-08-06, claude-sonnet-4-20250514, claude-3-5-haiku-latest, llama3.2:latest.
    private static string WithoutDate(string name)
    {
        foreach (var suffix in new[] { "-latest", ":latest" })
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^suffix.Length];
            }
        }

        foreach (var length in new[] { 11, 9 })
        {
            if (name.Length > length && name[^length] is '-' or '@' && IsDate(name.AsSpan(name.Length - length + 1)))
            {
                return name[..^length];
            }
        }

        return name;
    }

    private static bool IsDate(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, text.Length == 8 ? "yyyyMMdd" : "yyyy-MM-dd", out _);

    private static ModelPrice ToPrice(PriceLine line, int number)
    {
        if (string.IsNullOrWhiteSpace(line.Model) || line.Model.Length > MaxNameLength || line.Provider?.Length > MaxNameLength)
        {
            throw new FormatException($"Line {number} needs a \"model\" (its name, or * for any) of at most {MaxNameLength} characters.");
        }

        if (line.Model == AnyModel && line.Provider is null)
        {
            throw new FormatException($"Line {number} prices any model of any provider, so that no unknown model would be noticed. Name a provider.");
        }

        if (line is not { Input: >= 0 and <= 1_000_000, Output: >= 0 and <= 1_000_000, CachedInput: null or (>= 0 and <= 1_000_000) })
        {
            throw new FormatException($"Line {number} ({line.Model}) needs \"input\" and \"output\": dollars per million tokens, 0 to 1,000,000.");
        }

        return new(line.Provider, line.Model, line.From ?? DateOnly.MinValue, line.Input.Value, line.Output.Value, line.CachedInput);
    }
}
