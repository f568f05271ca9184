using Parley.Pipeline.Calls;

namespace Parley.Server.Http;

/// <summary>How a client keeps out of the answer caches, and learns whether one answered.</summary>
internal static class CacheHeaders
{
    public const string Name = "X-Cache";
    public const string Bypass = "X-Cache-Bypass";

    public const string Description =
        "no-cache has the question answered anew; the new answer is remembered. no-store keeps it out of the caches altogether, as X-Cache-Bypass: 1 does.";

    public static CacheUse Read(HttpRequest request)
    {
        if (request.Headers[Bypass].ToString().Trim() is "1" or "true")
        {
            return CacheUse.None;
        }

        var control = request.GetTypedHeaders().CacheControl;
        return control switch
        {
            { NoStore: true } => CacheUse.None,
            { NoCache: true } => CacheUse.Refresh,
            _ => CacheUse.Allowed,
        };
    }

    /// <param name="answeredBy">The cache that answered; null when none did.</param>
    /// <param name="outcome">What the call made of it; null when it was made long ago.</param>
    public static void Write(HttpResponse response, string? answeredBy, CacheOutcome? outcome) => response.Headers[Name] =
        answeredBy is not null ? "HIT" : outcome is CacheOutcome.Miss ? "MISS" : "BYPASS";
}
