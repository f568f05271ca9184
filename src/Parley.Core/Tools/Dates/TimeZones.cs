namespace Parley.Tools.Dates;

/// <summary>Finds a time zone by its IANA name, or by a city that names exactly one (<c>Tokyo</c> → <c>Asia/Tokyo</c>).</summary>
internal static class TimeZones
{
    private static readonly Lazy<ILookup<string, TimeZoneInfo>> ByCity = new(() => TimeZoneInfo.GetSystemTimeZones()
        .Where(zone => zone.Id.Contains('/'))
        .ToLookup(zone => zone.Id[(zone.Id.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase));

    /// <exception cref="DateException">No such zone.</exception>
    public static TimeZoneInfo Find(string name)
    {
        var wanted = name.Trim().Replace(' ', '_');
        if (TimeZoneInfo.TryFindSystemTimeZoneById(wanted, out var zone))
            return zone;
        return ByCity.Value[wanted].FirstOrDefault()
            ?? throw new DateException($"'{name}' is not a time zone I know. Use an IANA name such as Europe/Berlin.");
    }
}
