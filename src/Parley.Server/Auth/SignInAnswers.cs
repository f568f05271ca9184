using Microsoft.Extensions.Options;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tokens;
using Parley.Data;
using Parley.Errors;
using Parley.Integrations.Tokens;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Auth;

/// <summary>Gives somebody who signed in their tokens: in the answer for programs, in cookies for browsers.</summary>
internal sealed class SignInAnswers(AccessTokens tokens, AccountStates states, ProfileReader profiles, IOptions<TokenOptions> options, TimeProvider clock)
{
    public async Task WriteAsync(HttpContext http, IssuedTokens issued, bool cookie)
    {
        var profile = await SignInAsync(http, issued, cookie);
        var access = cookie ? null : tokens.Write(issued);
        var seconds = (int)options.Value.AccessLifetime.TotalSeconds;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            new SignInResponse(access, cookie ? null : issued.RefreshToken, cookie ? null : "Bearer", seconds, profile),
            ApiJson.Default.SignInResponse, cancellationToken: http.RequestAborted);
    }

    /// <summary>Only sets the cookies, for an answer that leads elsewhere.</summary>
    public Task SetCookiesAsync(HttpContext http, IssuedTokens issued) => SignInAsync(http, issued, cookie: true);

    private async Task<MeResponse> SignInAsync(HttpContext http, IssuedTokens issued, bool cookie)
    {
        var state = await states.FindAsync(issued.User.Id.Value, http.RequestAborted)
            ?? throw new AppException(ErrorCode.AuthenticationError, "This account is disabled.");
        if (cookie)
        {
            SessionCookies.Write(http, tokens.Write(issued), options.Value.AccessLifetime, issued, clock.GetUtcNow().UtcDateTime);
        }

        return await profiles.ReadAsync(state.ToCaller(issued.Session.Id.Value), http.RequestAborted);
    }
}
