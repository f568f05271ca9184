using Parley.Pipeline.Calls;

namespace Parley.Server.OpenAi.Answers;

/// <summary>What OpenAI's shapes have no place for.</summary>
internal static class AnswerHeaders
{
    public static void SetServedBy(HttpResponse response, CallReport report)
    {
        if (report.ServedBy is { } served)
        {
            response.Headers["X-Parley-Provider"] = served.Provider.Name;
            response.Headers["X-Parley-Model"] = HeaderText.Of(served.Model);
        }
    }

    /// <summary>Nothing when no cache was asked.</summary>
    public static void SetCache(HttpResponse response, CallReport report)
    {
        if (report.Cache is not CacheOutcome.None)
        {
            response.Headers["X-Cache"] = report.Cache.ToString().ToLowerInvariant();
        }
    }
}
