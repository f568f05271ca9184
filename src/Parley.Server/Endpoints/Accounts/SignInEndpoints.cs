using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts;
using Parley.Accounts.Links;
using Parley.Accounts.Lockout;
using Parley.Accounts.Passwords;
using Parley.Accounts.Sessions;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Integrations.Oidc;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;
using Parley.Server.Startup;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>How people come in: by password, or by a one-time link.</summary>
internal static class SignInEndpoints
{
    /// <summary>Longer passwords nobody has; hashing them would only cost.</summary>
    private const int MaxPasswordChars = 4096;

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("Account");
        group.MapGet("/config", Config).AllowAnonymous().WithSummary("Says how one signs in here");
        group.MapPost("/sign-in", SignIn).AllowAnonymous().WithSummary("Signs in with e-mail address and password")
            .WithDescription("An unknown address and a wrong password are answered alike. After some wrong ones in a row there is a wait, told by Retry-After.")
            .WithExample("""{ "email": "ada@example.com", "password": "…" }""")
            .Accepts<SignInRequest>("application/json").Produces<SignInResponse>().WithProblems(400, 401, 415, 429);
        group.MapPost("/password", ChangePassword).RefusesKeys().Requires(Rights.None).WithSummary("Changes one's password, and ends one's other sign-ins")
            .WithExample("""{ "current_password": "…", "new_password": "…" }""")
            .Accepts<ChangePasswordRequest>("application/json").WithProblems(400, 403, 409, 415, 429);
        group.MapPost("/links/inspect", Inspect).AllowAnonymous().WithSummary("Says what a one-time link is for")
            .WithExample("""{ "token": "…" }""").Accepts<InspectLinkRequest>("application/json").WithProblems(400, 404, 415);
        group.MapPost("/links/use", Use).AllowAnonymous().WithSummary("Uses a one-time link: makes an account, or sets a password, and signs in")
            .WithDescription("What has to be sent depends on what the link is for. One that confirms an e-mail address is answered with 204.")
            .WithExample("""{ "token": "…", "name": "Ada", "password": "…" }""")
            .Accepts<UseLinkRequest>("application/json").Produces<SignInResponse>().Produces(204).WithProblems(400, 404, 409, 415);
    }

    private static async Task<Ok<AuthConfigResponse>> Config(
        IOptions<ServerOptions> server, IOptions<PasswordOptions> passwords, IOptions<OidcOptions> oidc, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new AuthConfigResponse(
            server.Value.EffectiveAuthMode,
            !server.Value.IsSingleUser && !await db.AnyUserAsync(cancellationToken),
            new(passwords.Value.Enabled && !server.Value.IsSingleUser, passwords.Value.MinLength),
            oidc.Value.IsConfigured && !server.Value.IsSingleUser ? new(oidc.Value.Name) : null));

    private static async Task SignIn(
        HttpContext http, PasswordSignIn passwords, SessionIssuer sessions, SignInAnswers answers, KnownDevices devices)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.SignInRequest);
        var errors = new FieldErrors();
        errors.Add("email", string.IsNullOrWhiteSpace(request.Email) ? "Give your e-mail address." : null);
        errors.Add("password", request.Password is { Length: > 0 and <= MaxPasswordChars } ? null : "Give your password.");
        errors.Check();
        var user = await passwords.CheckAsync(request.Email ?? "", request.Password ?? "", DeviceCookie.Source(http), http.RequestAborted);
        var issued = await sessions.StartAsync(user, SignInMethod.Password, http.RequestAborted);
        DeviceCookie.Remember(http, devices, user.Id);
        await answers.WriteAsync(http, issued, request.Cookie);
    }

    private static async Task<NoContent> ChangePassword(HttpContext http, PasswordChange passwords, CurrentCaller caller, ParleyDbContext db)
    {
        if (caller.Required.SessionId is not { } session)
        {
            throw new AppException(ErrorCode.Forbidden, "Only somebody who has signed in changes their password; a key does not.");
        }

        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ChangePasswordRequest);
        var errors = new FieldErrors();
        errors.Add("current_password", request.CurrentPassword is { Length: > 0 and <= MaxPasswordChars } ? null : "Give the password you have now.");
        errors.Check();
        var id = new UserId(caller.Required.UserId);
        var user = await db.Users.SingleAsync(u => u.Id == id, http.RequestAborted);
        await passwords.ApplyAsync(
            user, request.CurrentPassword ?? "", request.NewPassword, DeviceCookie.Source(http), new SessionId(session), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<LinkResponse>> Inspect(HttpContext http, LinkUses links)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.InspectLinkRequest);
        return TypedResults.Ok(LinkResponse.From(await links.InspectAsync(request.Token, http.RequestAborted)));
    }

    private static async Task Use(HttpContext http, LinkUses links, SessionIssuer sessions, SignInAnswers answers, KnownDevices devices)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.UseLinkRequest);
        var form = new LinkForm { Name = request.Name, Email = request.Email, TenantName = request.TenantName, Password = request.Password };
        if ((await links.UseAsync(request.Token, form, http.RequestAborted)).SignsIn is not { } user)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var issued = await sessions.StartAsync(user, SignInMethod.Link, http.RequestAborted);
        DeviceCookie.Remember(http, devices, user.Id);
        await answers.WriteAsync(http, issued, request.Cookie);
    }
}
