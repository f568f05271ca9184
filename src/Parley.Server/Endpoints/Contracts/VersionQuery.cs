using System.Globalization;
using Parley.Errors;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>The version a request names in its query.</summary>
internal static class VersionQuery
{
    /// <returns>Null: the newest.</returns>
    /// <exception cref="AppException">It is no number.</exception>
    public static int? Read(IQueryCollection query) => query["version"].FirstOrDefault() switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw AppException.Invalid("version", "Must be a whole number."),
    };
}
