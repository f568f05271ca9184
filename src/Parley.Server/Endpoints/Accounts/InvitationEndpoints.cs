using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Links;
using Parley.Accounts.Users;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>Who was asked to come into one's tenant and has not yet come.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/invitations").WithTags("People").Requires(Rights.ManageUsers);
        group.MapGet("/", List).WithSummary("Lists open invitations, the latest first")
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).WithSummary("Invites somebody").WithDescription("The answer holds the link, once; hand it to the person. An earlier one for the same address ends.")
            .WithExample("""{ "email": "ada@example.com", "role": "member" }""").Accepts<InviteRequest>("application/json").WithProblems(400, 403, 409, 415);
        group.MapDelete("/{id}", Delete).WithSummary("Withdraws an invitation").WithProblems(404);
    }

    private static async Task<Ok<Page<InvitationResponse>>> List(HttpContext http, UserLinks links, TimeProvider clock, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 200);
        page.Check();
        var now = clock.GetUtcNow().UtcDateTime;
        var open = links.Invitations.AsNoTracking().Where(link => link.ExpiresAt > now);
        var data = await open.OrderByDescending(link => link.Id).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<InvitationResponse>(
            [.. data.Select(link => InvitationResponse.From(link, null))], await open.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<Created<InvitationResponse>> Create(HttpContext http, UserLinks links, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.InviteRequest);
        var errors = new FieldErrors();
        var role = Names.Read<Role>(errors, "role", request.Role);
        errors.Add("email", EmailAddress.Read(request.Email) is null ? "Give an e-mail address, such as ada@example.com." : null);
        errors.Check();
        var made = await links.InviteAsync(caller.Required, request.Email, role, http.RequestAborted);
        return TypedResults.Created($"/api/v1/invitations/{made.Link.Id}", InvitationResponse.From(made.Link, made.Url));
    }

    private static async Task<NoContent> Delete(LinkId id, UserLinks links, CurrentCaller caller, CancellationToken cancellationToken)
    {
        await links.WithdrawAsync(caller.Required, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
