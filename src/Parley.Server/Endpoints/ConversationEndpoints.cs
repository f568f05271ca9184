using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Chat;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>Conversations themselves; what is said in them is in the other two files of this name.</summary>
internal static class ConversationEndpoints
{
    private const int MaxSearchLength = 200;

    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/conversations").WithTags("Conversations");
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary("Lists conversations, pinned ones first")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.")
            .WithParameter("sort", "updated_at (default), created_at or title.").WithParameter("order", "desc (default) or asc.")
            .WithParameter("q", "Text in the title.").Produces<Page<ConversationResponse>>().WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.WriteContent).WithSummary("Begins an empty conversation")
            .WithExample("""{ "title": "Trip to Oslo" }""").Accepts<CreateConversationRequest>("application/json").WithProblems(400, 415);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets a conversation").WithProblems(404);
        group.MapPatch("/{id}", Update).Requires(Rights.WriteContent).WithSummary("Renames or pins a conversation")
            .WithExample("""{ "title": "Trip to Oslo", "pinned": true }""").Accepts<UpdateConversationRequest>("application/json").WithProblems(400, 404, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary("Deletes a conversation and all that was said in it").WithProblems(404);
        group.MapConversationMessages();
        group.MapConversationTurns();
    }

    public static AppException NotFound() => new(ErrorCode.ConversationNotFound, "There is no such conversation.");

    private static async Task<Ok<Page<ConversationResponse>>> List(HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 100);
        var sort = page.Choice("sort", "updated_at", "created_at", "title");
        var order = page.Choice("order", "desc", "asc");
        page.Check();
        var found = Search(db.Conversations.AsNoTracking(), http.Request.Query["q"].FirstOrDefault());
        var data = await Sort(found, sort, order is "asc").Skip(page.Offset).Take(page.Limit)
            .Select(ConversationResponse.Projection(db.Turns)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<ConversationResponse>(data, await found.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static IQueryable<Conversation> Search(IQueryable<Conversation> conversations, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return conversations;
        }

        var wanted = text.Trim().ToLowerInvariant();
        wanted = wanted[..Math.Min(wanted.Length, MaxSearchLength)].Replace("\0", "", StringComparison.Ordinal);
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, which knows no culture.
        return conversations.Where(conversation => conversation.Title.ToLower().Contains(wanted));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static IQueryable<Conversation> Sort(IQueryable<Conversation> conversations, string sort, bool ascending)
    {
        var pinned = conversations.OrderByDescending(c => c.Pinned);
        var sorted = (sort, ascending) switch
        {
            ("title", true) => pinned.ThenBy(c => c.Title),
            ("title", false) => pinned.ThenByDescending(c => c.Title),
            ("created_at", true) => pinned.ThenBy(c => c.CreatedAt),
            ("created_at", false) => pinned.ThenByDescending(c => c.CreatedAt),
            (_, true) => pinned.ThenBy(c => c.UpdatedAt),
            (_, false) => pinned.ThenByDescending(c => c.UpdatedAt),
        };
        return sorted.ThenByDescending(c => c.Id);
    }

    private static async Task<Created<ConversationResponse>> Create(
        HttpContext http, CurrentCaller caller, ParleyDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadOptionalAsync(http, ApiJson.Default.CreateConversationRequest);
        var now = clock.GetUtcNow().UtcDateTime;
        var conversation = new Conversation
        {
            Id = ConversationId.New(),
            TenantId = caller.Required.TenantId,
            OwnerId = caller.Required.UserId,
            Title = TitleRule.Clean(request.Title) ?? ConversationTitle.Untitled,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(conversation);
        await db.SaveChangesAsync(cancellationToken);
        var response = ConversationResponse.Projection(db.Turns).Compile()(conversation);
        return TypedResults.Created($"/api/v1/conversations/{conversation.Id}", response);
    }

    private static async Task<Ok<ConversationResponse>> Get(ConversationId id, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Conversations.AsNoTracking().Where(c => c.Id == id)
            .Select(ConversationResponse.Projection(db.Turns)).SingleOrDefaultAsync(cancellationToken) ?? throw NotFound());

    private static async Task<Ok<ConversationResponse>> Update(
        ConversationId id, HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.UpdateConversationRequest);
        var title = TitleRule.Clean(request.Title);
        await db.Conversations.Where(c => c.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Title, c => title ?? c.Title).SetProperty(c => c.Pinned, c => request.Pinned ?? c.Pinned),
            cancellationToken);
        return await Get(id, db, cancellationToken);
    }

    private static async Task<NoContent> Delete(
        ConversationId id, CurrentCaller caller, TurnRegistry turns, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () => await db.Conversations.Where(c => c.Id == id).ExecuteDeleteAsync(cancellationToken) == 1
                ? new AuditEntry(AuditActions.ConversationDelete, id.ToString()) : throw NotFound(),
            cancellationToken);

        // The provider is not paid further for an answer nobody can read.
        turns.Hide(id);
        turns.FindRunning(id, caller.Required)?.Stop();
        return TypedResults.NoContent();
    }
}
