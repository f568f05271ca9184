namespace Parley.Models.Prices;

/// <summary>Where prices come from. Section <c>Prices</c>.</summary>
public sealed class PriceOptions
{
    /// <summary>
    /// The operator's own prices, in the form of <c>prices.json</c> beside the source of this class; its lines take the place of the
    /// built-in ones of the same model. Default: <c>prices.json</c> in the data directory, if there is one.
    /// </summary>
    public string? File { get; set; }
}
