using System.Globalization;
using System.Net.Http.Headers;

namespace Parley.Integrations.Providers.Wire;

/// <summary>How long a provider asks us to wait: <c>retry-after-ms</c>, or <c>Retry-After</c> in seconds or as a date.</summary>
internal static class RetryAfter
{
    /// <summary>Nobody waits longer for an answer; a larger figure is a mistake or an attack.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = Milliseconds(headers) ?? Seconds(headers) ?? headers.RetryAfter?.Date - now;
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, Longest.Ticks));
    }

    private static TimeSpan? Milliseconds(HttpResponseHeaders headers) =>
        Number(headers, "retry-after-ms") is { } number ? TimeSpan.FromMilliseconds(number) : null;

    // Not by the header's own type: some providers send fractions, which that refuses.
    private static TimeSpan? Seconds(HttpResponseHeaders headers) =>
        Number(headers, "Retry-After") is { } number ? TimeSpan.FromSeconds(number) : null;

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= Longest.TotalMilliseconds
            ? number
            : null;
}
