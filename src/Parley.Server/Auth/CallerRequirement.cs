using Microsoft.AspNetCore.Authorization;
using Parley.Identity;

namespace Parley.Server.Auth;

/// <summary>The caller must have these rights.</summary>
internal sealed record CallerRequirement(Rights Rights) : IAuthorizationRequirement;

/// <summary>Asks the caller of the scope, whom the authentication has found, and no claims: there is one truth.</summary>
internal sealed class CallerAuthorization : AuthorizationHandler<CallerRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CallerRequirement requirement)
    {
        if (context.Resource is HttpContext http
            && http.RequestServices.GetRequiredService<CurrentCaller>().Caller is { } caller && caller.May(requirement.Rights))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
