using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Keys;
using Parley.Server.Auth;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>The keys that providers are called with. They go in, and never come out again.</summary>
internal static class ProviderKeyEndpoints
{
    private const int MinLength = 8;
    private const int MaxLength = 500;

    public static void MapProviderKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/admin/providers").WithTags("Operations");
        group.MapGet("/", List).Requires(Rights.Operate).WithSummary("Lists the providers, and where their keys are from");
        group.MapPut("/{name}/key", Put).Requires(Rights.Operate).WithSummary("Stores a provider's key")
            .WithDescription("It is stored encrypted, wins over the configured one, holds on every node within seconds, and is never shown again.")
            .WithExample("""{ "key": "sk-0123456789abcdef" }""").Accepts<ProviderKeyRequest>("application/json").WithProblems(400, 404, 409, 415, 503);
        group.MapDelete("/{name}/key", Delete).Requires(Rights.Operate).WithSummary("Removes a stored key").WithDescription("The configured one holds again, if there is one.")
            .WithProblems(404, 503);
    }

    private static Ok<ProviderKeysResponse> List(IEnumerable<IModelProvider> providers) => TypedResults.Ok(new ProviderKeysResponse([.. providers.Select(Respond)]));

    private static async Task<Ok<ProviderKeyResponse>> Put(
        string name, HttpContext http, IEnumerable<IModelProvider> providers, ProviderKeys keys, ParleyDbContext db, AuditTrail audit)
    {
        var provider = Find(name, providers);
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ProviderKeyRequest);
        var key = request.Key?.Trim() ?? "";
        if (key.Length is < MinLength or > MaxLength || key.Any(c => c is < '!' or > '~'))
        {
            throw AppException.Invalid("key", $"Give {MinLength} to {MaxLength} visible ASCII characters, without blanks.");
        }

        using var installation = db.ActForInstallation(); // the keys are of no tenant
        await audit.RecordAsync(
            async () =>
            {
                await keys.SetAsync(db, provider.Name, key, http.RequestAborted);
                return new AuditEntry(AuditActions.ProviderKeySet, provider.Name);
            },
            http.RequestAborted);
        await keys.RefreshAsync(http.RequestAborted);
        return TypedResults.Ok(Respond(provider));
    }

    private static async Task<NoContent> Delete(
        string name, IEnumerable<IModelProvider> providers, ProviderKeys keys, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var provider = Find(name, providers);
        using var installation = db.ActForInstallation(); // the keys are of no tenant
        await audit.RecordAsync(
            async () => await ProviderKeys.RemoveAsync(db, provider.Name, cancellationToken)
                ? new AuditEntry(AuditActions.ProviderKeyRemove, provider.Name)
                : throw new AppException(ErrorCode.NotFound, $"No key is stored for {provider.DisplayName}."),
            cancellationToken);
        await keys.RefreshAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static IKeyedProvider Find(string name, IEnumerable<IModelProvider> providers) => providers.FirstOrDefault(provider => provider.Name == name) switch
    {
        IKeyedProvider keyed => keyed,
        { } other => throw new AppException(ErrorCode.Conflict, $"{other.DisplayName} is called without a key."),
        null => throw new AppException(ErrorCode.NotFound, "There is no such provider."),
    };

    private static ProviderKeyResponse Respond(IModelProvider provider)
    {
        var key = (provider as IKeyedProvider)?.Key;
        return new(
            provider.Name, provider.DisplayName, provider.IsConfigured, key is not null, key?.Source is { } source ? SnakeCaseEnum.Write(source) : null, key?.Hint);
    }
}

internal sealed record ProviderKeysResponse(IReadOnlyList<ProviderKeyResponse> Data);

/// <param name="Configured">Whether it can be used: it has an address and, where it needs one, a key.</param>
/// <param name="TakesKey">Whether a key can be stored for it.</param>
/// <param name="KeySource">stored, configuration, or null.</param>
/// <param name="KeyHint">The last four characters.</param>
internal sealed record ProviderKeyResponse(string Name, string DisplayName, bool Configured, bool TakesKey, string? KeySource, string? KeyHint);

internal sealed record ProviderKeyRequest
{
    [Description("The key, as the provider gave it.")]
    public string? Key { get; init; }
}
