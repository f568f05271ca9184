using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using Parley.Accounts.States;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth;

/// <summary>Says a refusal as every other error is said: by an exception that one place words.</summary>
internal sealed class AuthorizationAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new AppException(ErrorCode.AuthenticationError, "Sign in, or send a valid token or API key in the header Authorization: Bearer.");
        }

        throw Refusal(context);
    }

    // What only the tier keeps from somebody they can have; that is another thing to know than "no".
    private static AppException Refusal(HttpContext http)
    {
        var needed = http.GetEndpoint()?.Metadata.GetMetadata<RequiredRights>()?.Rights ?? Rights.None;
        var closed = http.RequestServices.GetRequiredService<CurrentCaller>().Caller is { } caller
            ? needed & ~caller.Rights & RoleRights.Of(caller.Role, isOperator: true)
                & http.RequestServices.GetRequiredService<IOptions<TierOptions>>().Value.ClosedTo(caller.Tier)
            : Rights.None;
        return closed is Rights.None
            ? new(ErrorCode.Forbidden, "Your role, or the scopes of this key, do not allow this.")
            : new(ErrorCode.TierRequired, $"This needs a higher tier: {string.Join(", ", RightNames.Of(closed))}. Ask whoever runs this Parley.");
    }
}
