namespace Parley.Models.Prices;

/// <summary>What a model costs from a day on. All figures are US dollars per million tokens.</summary>
/// <param name="Provider">The provider's name; null for any.</param>
/// <param name="Model">The model's name; <c>*</c> for any of the provider.</param>
/// <param name="From">The first day (UTC) it holds.</param>
/// <param name="CachedInput">For tokens the provider read from its own prompt cache; null: as <paramref name="Input"/>.</param>
public sealed record ModelPrice(string? Provider, string Model, DateOnly From, decimal Input, decimal Output, decimal? CachedInput = null)
{
    /// <summary>
    /// Billionths of a dollar, which is thousandths of "dollars per million" for each token: exact for any price of up to
    /// three decimals, and rounded up for finer ones.
    /// </summary>
    /// <param name="prompt">Tokens read, the cached ones among them.</param>
    /// <param name="completion">Tokens written.</param>
    /// <param name="cached">How many of the tokens read were cached.</param>
    public long CostNanos(long prompt, long completion, long cached = 0)
    {
        cached = Math.Clamp(cached, 0, prompt);
        var dollars = (prompt - cached) * Input + cached * (CachedInput ?? Input) + completion * Output;
        return (long)Math.Ceiling(dollars * 1000);
    }
}
