using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Parley.Errors;

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

        throw new AppException(ErrorCode.Forbidden, "Your role, or the scopes of this key, do not allow this.");
    }
}
