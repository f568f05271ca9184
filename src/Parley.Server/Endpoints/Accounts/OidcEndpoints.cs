using Parley.Errors;
using Parley.Integrations.Oidc;
using Parley.Server.Auth.Oidc;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>Single sign-on: the browser goes to the provider and comes back. A failure leads to the sign-in page, which says it.</summary>
internal static class OidcEndpoints
{
    private const int MaxParameterLength = 4096;

    public static void MapOidc(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth/oidc").WithTags("Account");
        group.MapGet("/start", Start).AllowAnonymous().WithSummary("Leads a browser to the identity provider")
            .WithParameter("return_to", "A path of this site to lead to at the end; default /.").Produces(302).WithProblems(404);
        group.MapGet("/callback", Callback).AllowAnonymous().WithSummary("Where the identity provider leads the browser back to")
            .WithDescription("Sets the session's cookies. What fails leads to /sign-in?error= with provider_unavailable, access_denied, expired, invalid, not_allowed, email_taken or email_missing.")
            .Produces(302).WithProblems(404);
        group.MapGet("/end-session", EndSession).AllowAnonymous().WithSummary("Leads a browser to the provider's sign-out, and from there to the sign-in page")
            .WithDescription("To be opened after POST /auth/sign-out, by whoever wants to be signed out of the provider too.").Produces(302).WithProblems(404);
    }

    private static async Task Start(HttpContext http, OidcSignIn signIn)
    {
        Check(signIn);
        Lead(http, await signIn.StartAsync(http, LocalPath.Of(http.Request.Query["return_to"].FirstOrDefault())));
    }

    private static async Task Callback(HttpContext http, OidcSignIn signIn)
    {
        Check(signIn);
        var query = http.Request.Query;
        Lead(http, await signIn.CompleteAsync(http, new OidcCallback(Read(query, "state"), Read(query, "code"), Read(query, "iss"), Read(query, "error"))));
    }

    private static async Task EndSession(HttpContext http, OidcSignIn signIn)
    {
        Check(signIn);
        Lead(http, await signIn.EndAsync(http.RequestAborted));
    }

    private static void Check(OidcSignIn signIn)
    {
        if (!signIn.IsOffered)
        {
            throw new AppException(ErrorCode.NotFound, "No identity provider is configured here.");
        }
    }

    // Given twice, a parameter means nothing: two readers would take two different ones.
    private static string? Read(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 and <= MaxParameterLength } value] ? value : null;

    private static void Lead(HttpContext http, string address)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(address);
    }
}
