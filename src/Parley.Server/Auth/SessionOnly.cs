using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth;

internal static class SessionOnly
{
    /// <summary>Keeps API keys out of what belongs to the person: a key that was found must not lock its owner out.</summary>
    public static RouteHandlerBuilder RefusesKeys(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter((context, next) =>
        context.HttpContext.RequestServices.GetRequiredService<CurrentCaller>().Caller?.KeyId is null
            ? next(context)
            : throw new AppException(ErrorCode.Forbidden, "This needs a sign-in; an API key cannot do it."));
}
