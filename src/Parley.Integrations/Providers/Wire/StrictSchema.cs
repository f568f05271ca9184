using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>The option by which a caller says whether its schema is within the providers' strict modes.</summary>
internal static class StrictSchema
{
    /// <returns>Null when the caller says nothing.</returns>
    public static bool? IsStrict(this ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue("strict", out bool strict) is true ? strict : null;
}
