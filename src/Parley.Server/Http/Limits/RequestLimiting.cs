using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Parley.Identity;
using Parley.Limits;
using Parley.Server.Auth;
using Parley.Server.Http.Edge;

namespace Parley.Server.Http.Limits;

/// <summary>
/// Holds requests to their caller's limits. Which ones, the route's metadata says; whose, the caller of the scope or, where
/// nobody is signed in, the network address.
/// </summary>
internal static class RequestLimiting
{
    public static void UseLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RequestLimits>();
        if (!limits.IsEnabled)
        {
            return;
        }

        app.Use(async (http, next) =>
        {
            var kind = KindOf(http.GetEndpoint(), out var isAnonymous);
            var caller = isAnonymous ? null : http.RequestServices.GetRequiredService<CurrentCaller>().Caller;
            var address = ClientNetwork.Of(http.Connection.RemoteIpAddress);
            if (await limits.AdmitAsync(caller, address, kind, http.RequestAborted) is { } admission)
            {
                WriteHeaders(http.Response, admission);
                if (admission.Refusal is { } refusal)
                {
                    throw refusal;
                }
            }

            await next(http);
        });
    }

    /// <summary>Says that a route is for programs that watch, or is the page itself: nobody is held to a limit there.</summary>
    public static TBuilder Unlimited<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.LimitedAs(LimitClass.None);

    /// <summary>Says which limits a route's requests count against, where its rights do not say it.</summary>
    public static TBuilder LimitedAs<TBuilder>(this TBuilder endpoint, LimitClass kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Limited(kind));

    // An address that leads nowhere counts as well: to look for one is work too.
    private static LimitClass KindOf(Endpoint? endpoint, out bool isAnonymous)
    {
        isAnonymous = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return endpoint switch
        {
            null => LimitClass.General,
            _ when endpoint.Metadata.GetMetadata<Limited>() is { } limited => limited.Kind,
            _ when endpoint.Metadata.GetOrderedMetadata<RequiredRights>().Any(required => required.Rights.HasFlag(Rights.UseModels)) => LimitClass.Model,
            _ => LimitClass.General,
        };
    }

    private static void WriteHeaders(HttpResponse response, Admission admission)
    {
        response.Headers["X-RateLimit-Limit"] = admission.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = admission.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Reset"] = admission.ResetSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Limited(LimitClass Kind);
}
