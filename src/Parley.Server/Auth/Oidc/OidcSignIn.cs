using Microsoft.Extensions.Options;
using Parley.Accounts.External;
using Parley.Accounts.Links;
using Parley.Accounts.Tokens;
using Parley.Data;
using Parley.Identity;
using Parley.Integrations.Oidc;
using Parley.Server.Startup;

namespace Parley.Server.Auth.Oidc;

/// <summary>The way of somebody's browser to the provider and back.</summary>
internal sealed partial class OidcSignIn(
    OidcClient provider, OidcFlowCookie cookie, SpentTokens spent, ExternalSignIn accounts, SignInAnswers answers, PublicAddress address, CurrentCaller caller,
    IOptions<OidcOptions> options, IOptions<ServerOptions> server, TimeProvider clock, ILogger<OidcSignIn> logger)
{
    public const string CallbackPath = "/api/v1/auth/oidc/callback";

    /// <summary>Whether anybody can sign in so.</summary>
    public bool IsOffered => provider.IsConfigured && !server.Value.IsSingleUser;

    // Made from our own address alone: the provider compares it letter by letter.
    private Uri Redirect => new(address.Origin + CallbackPath);

    /// <returns>Where the browser goes next.</returns>
    public async Task<string> StartAsync(HttpContext http, string returnTo)
    {
        try
        {
            var (next, flow) = await provider.StartAsync(Redirect, returnTo, http.RequestAborted);
            cookie.Write(http, flow, options.Value.FlowLifetime);
            return next.AbsoluteUri;
        }
        catch (OidcException e)
        {
            return Fail(e);
        }
    }

    /// <summary>Signs in whoever comes back, once.</summary>
    /// <returns>Where the browser goes next.</returns>
    public async Task<string> CompleteAsync(HttpContext http, OidcCallback callback)
    {
        // Whoever was signed in here before has no part in it.
        caller.Caller = null;
        var flow = cookie.Read(http);
        OidcFlowCookie.Clear(http);
        try
        {
            await SpendAsync(flow, http.RequestAborted);
            var who = await provider.CompleteAsync(flow!, callback, Redirect, http.RequestAborted);
            var result = await accounts.SignInAsync(who, http.RequestAborted);
            if (result.Tokens is not { } issued)
            {
                LogRefused(result.Refusal!.Value);
                return Problem(SnakeCaseEnum.Write(result.Refusal.Value));
            }

            await answers.SetCookiesAsync(http, issued);
            return LocalPath.Of(flow!.ReturnTo);
        }
        catch (OidcException e)
        {
            return Fail(e);
        }
    }

    /// <returns>Where the browser goes to be signed out of the provider too; our own page when the provider has no such place.</returns>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        var page = new Uri(address.Origin + "/sign-in");
        try
        {
            return (await provider.EndSessionAsync(page, cancellationToken) ?? page).AbsoluteUri;
        }
        catch (OidcException e)
        {
            LogFailed(e);
            return page.AbsoluteUri;
        }
    }

    // State and nonce serve once, even where a browser keeps or somebody copies the cookie.
    private async Task SpendAsync(OidcFlow? flow, CancellationToken cancellationToken)
    {
        if (flow is null || flow.ExpiresAt <= clock.GetUtcNow()
            || !await spent.TrySpendAsync($"oidc-state:{flow.State}", flow.ExpiresAt.UtcDateTime, cancellationToken))
        {
            throw new OidcException(OidcFailure.Expired, "The sign-in took too long, was begun in another browser, or was finished before.");
        }
    }

    private string Fail(OidcException error)
    {
        LogFailed(error);
        return Problem(SnakeCaseEnum.Write(error.Failure));
    }

    private static string Problem(string code) => $"/sign-in?error={code}";

    [LoggerMessage(LogLevel.Warning, "Signing in at the identity provider failed")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(LogLevel.Information, "Somebody whom the identity provider knows was not let in: {Reason}")]
    private partial void LogRefused(ExternalRefusal reason);
}
