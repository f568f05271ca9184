using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;
using Parley.Limits;
using Parley.Models;
using Parley.Pipeline.Degradation;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http.Limits;
using Parley.Server.Startup;

namespace Parley.Server.Endpoints;

/// <summary>Whether the process lives, and whether it can work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/").WithTags("Health").AllowAnonymous().WithOptionalCaller().Unlimited();
        group.MapGet("/health", Health).WithSummary("Says that the process lives");
        group.MapGet("/ready", Ready).WithSummary("Says whether each dependency is there")
            .WithDescription("Details, which may name addresses and paths, are for those who run the installation.").Produces<ReadyResponse>().Produces<ReadyResponse>(503);
    }

    private static Ok<HealthResponse> Health() => TypedResults.Ok(new HealthResponse(
        "ok", ProductVersion.Text, (long)ProductVersion.Uptime.TotalSeconds));

    private static async Task<JsonHttpResult<ReadyResponse>> Ready(
        ParleyDbContext db, IDatabase database, ModelSelector models, IOptions<StorageOptions> storage, DegradationState degradation, ILimitStore limits,
        CurrentCaller caller, CancellationToken cancellationToken)
    {
        var detailed = caller.Caller is { } operating && operating.May(Rights.Operate);
        DependencyResponse[] dependencies =
        [
            await CheckAsync(database.Name, detailed, async () =>
            {
                await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
                return "answers";
            }),
            await CheckAsync("storage", detailed, () => Task.FromResult(FreeSpace(storage.Value.DataDir))),
            await CheckAsync("models", detailed, () => Task.FromResult($"default provider {models.Default.Name}, service {SnakeCaseEnum.Write(degradation.Level)}")),
            // Never down: a node that cannot reach the shared counts goes on by itself.
            new("limits", "ok", detailed ? limits.Status : null),
        ];
        var ready = dependencies.All(dependency => dependency.Status == "ok");
        return TypedResults.Json(
            new ReadyResponse(ready ? "ready" : "unavailable", ProductVersion.Text, SnakeCaseEnum.Write(degradation.Level), dependencies), statusCode: ready ? 200 : 503);
    }

    private static async Task<DependencyResponse> CheckAsync(string name, bool detailed, Func<Task<string>> check)
    {
        try
        {
            var detail = await check();
            return new(name, "ok", detailed ? detail : null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(name, "down", detailed ? e.Message : null);
        }
    }

    private static string FreeSpace(string directory)
    {
        var free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        return free > 64L * 1024 * 1024 ? "writable" : throw new IOException("Less than 64 MiB of disk space is left.");
    }
}
