using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Models.Prices;

/// <summary>The file of prices as it lies on disk.</summary>
internal sealed record PriceFile
{
    /// <summary>The day the figures were looked up; for people.</summary>
    public DateOnly? AsOf { get; init; }

    public IReadOnlyList<PriceLine?>? Prices { get; init; }
}

internal sealed record PriceLine
{
    public string? Provider { get; init; }

    public string? Model { get; init; }

    public DateOnly? From { get; init; }

    public decimal? Input { get; init; }

    public decimal? Output { get; init; }

    public decimal? CachedInput { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8)]
[JsonSerializable(typeof(PriceFile))]
internal sealed partial class PriceJson : JsonSerializerContext;
