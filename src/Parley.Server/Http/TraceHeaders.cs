using System.Diagnostics;
using System.Globalization;

namespace Parley.Server.Http;

/// <summary><c>X-Trace-Id</c>, which names the request in logs and traces, and <c>X-Process-Time</c>, the seconds until the answer began.</summary>
internal static class TraceHeaders
{
    public static void UseTraceHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var started = Stopwatch.GetTimestamp();
        http.Response.OnStarting(
            static state =>
            {
                var (http, started) = ((HttpContext, long))state;
                http.Response.Headers["X-Trace-Id"] = IdOf(http);
                http.Response.Headers["X-Process-Time"] =
                    Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            },
            (http, started));
        return next(http);
    });

    public static string IdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
