using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Parley.Identity;

namespace Parley.Server.Auth;

/// <summary>Single-user mode: whoever reaches the loopback address is the one person there is.</summary>
internal sealed class SingleUserHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CurrentCaller caller)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "single-user";

    private static readonly AuthenticateResult Local =
        AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        caller.Caller = Caller.Local;
        return Task.FromResult(Local);
    }
}
