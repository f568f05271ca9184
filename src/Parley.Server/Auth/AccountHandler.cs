using System.Data.Common;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Parley.Accounts.Keys;
using Parley.Accounts.States;
using Parley.Identity;
using Parley.Integrations.Tokens;
using Parley.Server.Auth.Live;

namespace Parley.Server.Auth;

/// <summary>Accounts: finds the caller by their access token, from the header or the cookie, or by an API key.</summary>
internal sealed class AccountHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessTokens tokens, ApiKeyDirectory keys, AccountStates states, LiveRequests live, CurrentCaller caller)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "accounts";

    private static readonly AuthenticateResult Found = AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("The credentials are not valid.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (IsForNobody(Context.GetEndpoint()) || Credentials.Find(Request) is not { Length: > 0 } credentials)
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            return await (credentials.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal) ? FindByKeyAsync(credentials) : FindByTokenAsync(credentials)) ? Found : Refused;
        }
        catch (DbException) when (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            // Health must be told even when the database is not there to ask.
            return Refused;
        }
    }

    private static bool IsForNobody(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<OptionalCaller>() is null;

    private async ValueTask<bool> FindByKeyAsync(string text)
    {
        if (await keys.FindAsync(text, Context.RequestAborted) is not { } found)
        {
            return false;
        }

        caller.Caller = found;
        live.Add(Context, found, expiresAt: null);
        return true;
    }

    private async ValueTask<bool> FindByTokenAsync(string text)
    {
        if (await tokens.ReadAsync(text, Context.RequestAborted) is not { } token
            || await states.FindAsync(token.UserId, Context.RequestAborted) is not { } state
            || (token.SessionId is { } session && !state.Sessions.Contains(session)))
        {
            return false;
        }

        caller.Caller = state.ToCaller(token.SessionId);
        live.Add(Context, caller.Caller, token.ExpiresAt);
        return true;
    }
}
