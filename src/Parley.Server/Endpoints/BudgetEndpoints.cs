using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;
using Parley.Usage;

namespace Parley.Server.Endpoints;

/// <summary>What may be spent.</summary>
internal static class BudgetEndpoints
{
    private const int MaxSubjectLength = 200;
    private const int MaxBudgets = 1000;

    public static void MapBudgets(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/budgets").WithTags("Usage");
        group.MapGet("/", List).Requires(Rights.ReadUsage).WithSummary("Lists the budgets and how they stand").Produces<BudgetsResponse>();
        group.MapPost("/", Create).Requires(Rights.ManageBudgets).WithSummary("Makes a budget")
            .WithDescription("What was spent in the period before counts too. A call whose worst case does not fit every budget that holds for it is refused with 402.")
            .WithExample("""{ "scope": "tenant", "period": "month", "limit": 50 }""")
            .Accepts<CreateBudgetRequest>("application/json").WithProblems(400, 409, 415);
        group.MapPatch("/{id}", Update).Requires(Rights.ManageBudgets).WithSummary("Changes a budget's limit").WithExample("""{ "limit": 75 }""")
            .Accepts<UpdateBudgetRequest>("application/json").WithProblems(400, 404, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.ManageBudgets).WithSummary("Removes a budget").WithProblems(404);
    }

    private static async Task<Ok<BudgetsResponse>> List(BudgetReader budgets, CurrentCaller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(new BudgetsResponse([.. (await budgets.ReadAsync(caller.Required.TenantId, cancellationToken)).Select(BudgetResponse.From)]));

    private static async Task<Created<BudgetResponse>> Create(
        HttpContext http, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, BudgetReader budgets, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.CreateBudgetRequest);
        var now = clock.GetUtcNow().UtcDateTime;
        var budget = Read(request, caller.Required);
        (budget.CreatedAt, budget.UpdatedAt) = (now, now);
        if (await db.Budgets.CountAsync(cancellationToken) >= MaxBudgets)
        {
            throw new AppException(ErrorCode.Conflict, $"There are {MaxBudgets} budgets, which is the limit. Remove one first.");
        }

        if (await db.Budgets.AnyAsync(b => b.Scope == budget.Scope && b.Subject == budget.Subject && b.Period == budget.Period, cancellationToken))
        {
            throw new AppException(ErrorCode.Conflict, "There is such a budget already. Change its limit instead.");
        }

        db.Add(budget);
        await audit.SaveAsync(Entry(AuditActions.BudgetCreate, budget.Id, budget.LimitNanos, SnakeCaseEnum.Write(budget.Scope)), cancellationToken);
        return TypedResults.Created($"/api/v1/budgets/{budget.Id}", await FindAsync(budget.Id, budgets, caller.Required, cancellationToken));
    }

    private static async Task<Ok<BudgetResponse>> Update(
        BudgetId id, HttpContext http, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, BudgetReader budgets, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.UpdateBudgetRequest);
        var errors = new FieldErrors();
        var limit = ReadLimit(request.Limit, errors);
        errors.Check();
        var now = clock.GetUtcNow().UtcDateTime;
        await audit.RecordAsync(
            async () => await db.Budgets.Where(b => b.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(b => b.LimitNanos, limit).SetProperty(b => b.UpdatedAt, now), cancellationToken) == 1
                ? Entry(AuditActions.BudgetChange, id, limit) : throw NotFound(),
            cancellationToken);
        return TypedResults.Ok(await FindAsync(id, budgets, caller.Required, cancellationToken));
    }

    private static async Task<NoContent> Delete(BudgetId id, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () => await db.Budgets.Where(b => b.Id == id).ExecuteDeleteAsync(cancellationToken) == 1
                ? new AuditEntry(AuditActions.BudgetDelete, id.ToString()) : throw NotFound(),
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static AuditEntry Entry(string action, BudgetId id, long limitNanos, string? scope = null)
    {
        var details = new Dictionary<string, string> { ["limit_usd"] = (limitNanos / 1e9m).ToString(CultureInfo.InvariantCulture) };
        if (scope is not null)
        {
            details["scope"] = scope;
        }

        return new AuditEntry(action, id.ToString()) { Details = details };
    }

    private static async Task<BudgetResponse> FindAsync(BudgetId id, BudgetReader budgets, Caller caller, CancellationToken cancellationToken) =>
        (await budgets.ReadAsync(caller.TenantId, cancellationToken)).FirstOrDefault(state => state.Budget.Id == id) is { } state
            ? BudgetResponse.From(state)
            : throw NotFound();

    private static Budget Read(CreateBudgetRequest request, Caller caller)
    {
        var errors = new FieldErrors();
        var hasScope = SnakeCaseEnum.TryRead<BudgetScope>(request.Scope, out var scope);
        Check(errors, "scope", hasScope, $"Must be one of {string.Join(", ", Enum.GetValues<BudgetScope>().Select(SnakeCaseEnum.Write))}.");
        Check(errors, "period", SnakeCaseEnum.TryRead<BudgetPeriod>(request.Period, out var period), "Must be day or month.");
        var subject = hasScope ? ReadSubject(scope, request.Subject, caller, errors) : "";
        var limit = ReadLimit(request.Limit, errors);
        errors.Check();
        return new Budget { Id = BudgetId.New(), TenantId = caller.TenantId, Scope = scope, Subject = subject, Period = period, LimitNanos = limit };
    }

    private static string ReadSubject(BudgetScope scope, string? text, Caller caller, FieldErrors errors)
    {
        var subject = text?.Trim() ?? "";
        switch (scope)
        {
            case BudgetScope.Tenant:
                Check(errors, "subject", subject.Length == 0, "A budget of the tenant has no subject; leave it out.");
                return "";
            case BudgetScope.User when subject is "me":
                return UsageCharge.UserSubject(caller.UserId);
            case BudgetScope.User:
                Check(errors, "subject", Guid.TryParse(subject, out var user), "Must be a user's id, or me.");
                return UsageCharge.UserSubject(user);
            case BudgetScope.Model:
                Check(errors, "subject", subject.IndexOf('/', StringComparison.Ordinal) > 0 && subject.Length <= MaxSubjectLength, "Must be provider/model, such as openai/gpt-4o.");
                return subject;
            default:
                Check(errors, "subject", subject.Length is > 0 and <= MaxSubjectLength && !subject.Any(char.IsControl), $"Give 1 to {MaxSubjectLength} characters.");
                return subject;
        }
    }

    private static long ReadLimit(decimal? dollars, FieldErrors errors)
    {
        var valid = dollars is > 0 and <= Budget.MaxLimitNanos / 1_000_000_000m;
        Check(errors, "limit", valid, "Give US dollars, more than 0 and at most 10,000,000. A budget of 0 would refuse every call; remove the provider instead.");
        return valid ? (long)(dollars!.Value * 1_000_000_000m) : 0;
    }

    private static void Check(FieldErrors errors, string field, bool valid, string problem) => errors.Add(field, valid ? null : problem);

    private static AppException NotFound() => new(ErrorCode.NotFound, "There is no such budget.");
}
