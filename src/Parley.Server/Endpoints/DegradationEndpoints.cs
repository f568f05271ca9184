using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Pipeline.Degradation;
using Parley.Server.Auth;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>How much of Parley works, and an operator's word in it.</summary>
internal static class DegradationEndpoints
{
    public static void MapDegradation(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/admin/degradation").WithTags("Operations");
        group.MapGet("/", Get).Requires(Rights.Operate).WithSummary("Says how much of Parley works").WithDescription(
            "full: the default model answers. degraded: another of the chain does. minimal: people get cached answers or the built-in assistant. offline: the built-in assistant alone.");
        group.MapPut("/", Put).Requires(Rights.Operate).WithSummary("Sets the level, for every node").WithDescription("full leaves it to the health of the models again. The worse of both holds.")
            .WithExample("""{ "level": "degraded" }""").Accepts<DegradationRequest>("application/json").WithProblems(400, 415);
    }

    private static Ok<DegradationResponse> Get(DegradationState state) => TypedResults.Ok(Respond(state));

    private static async Task<Ok<DegradationResponse>> Put(HttpContext http, DegradationState state, ParleyDbContext db, AuditTrail audit)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.DegradationRequest);
        if (!SnakeCaseEnum.TryRead<DegradationLevel>(request.Level, out var level))
        {
            throw AppException.Invalid("level", "Must be one of full, degraded, minimal, offline.");
        }

        using var installation = db.ActForInstallation(); // the level is every tenant's
        await audit.RecordAsync(
            async () =>
            {
                await state.SetAsync(db, level, http.RequestAborted);
                return new AuditEntry(AuditActions.DegradationSet, SnakeCaseEnum.Write(level));
            },
            http.RequestAborted);
        await state.RefreshAsync(http.RequestAborted);
        return TypedResults.Ok(Respond(state));
    }

    private static DegradationResponse Respond(DegradationState state) => new(
        SnakeCaseEnum.Write(state.Level), SnakeCaseEnum.Write(state.Automatic), state.OperatorLevel is { } level ? SnakeCaseEnum.Write(level) : null);
}

/// <param name="Level">What holds.</param>
/// <param name="Automatic">What the health of the models makes it.</param>
/// <param name="Operator">What an operator has set; null for nothing.</param>
internal sealed record DegradationResponse(string Level, string Automatic, string? Operator);

internal sealed record DegradationRequest
{
    [Description("full, degraded, minimal or offline.")]
    public string? Level { get; init; }
}
