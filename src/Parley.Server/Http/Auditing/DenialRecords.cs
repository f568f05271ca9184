using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;

namespace Parley.Server.Http.Auditing;

/// <summary>
/// Records who was refused: whoever asked for what their rights do not allow, and whoever came with a token or key that is
/// not valid. To stand within what makes a failure an answer.
/// </summary>
internal static class DenialRecords
{
    public static void UseDenialRecords(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (AppException e) when (IsDenial(http, e))
        {
            // Whoever hangs up at once is recorded all the same.
            await RecordAsync(http, e, CancellationToken.None);
            throw;
        }
    });

    private static bool IsDenial(HttpContext http, AppException error) => error.Code switch
    {
        ErrorCode.Forbidden => true,

        // Coming without anything is how every browser begins, and a failed sign-in is recorded where it fails.
        ErrorCode.AuthenticationError => http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
            && Credentials.Find(http.Request) is not null,
        _ => false,
    };

    private static async Task RecordAsync(HttpContext http, AppException error, CancellationToken cancellationToken)
    {
        var services = http.RequestServices;
        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        var origin = caller?.UserId.ToString() ?? AuditOrigins.AddressOf(http);
        if (!services.GetRequiredService<DenialLimits>().TryTake(origin, out var suppressed))
        {
            return;
        }

        var tenant = caller?.TenantId ?? await services.GetRequiredService<ParleyDbContext>().OperatorTenantAsync(cancellationToken);
        await services.GetRequiredService<AuditTrail>().RecordAsync(
            new AuditEntry(AuditActions.AccessDeny, $"{http.Request.Method} {RouteOf(http)}")
            {
                TenantId = tenant,
                Result = AuditResult.Denied,
                Details = Describe(http, error, suppressed),
            },
            cancellationToken);
    }

    private static Dictionary<string, string> Describe(HttpContext http, AppException error, int suppressed)
    {
        var details = new Dictionary<string, string> { ["code"] = error.Code.ToWireName() };
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequiredRights>() is { Rights: not Rights.None } needed)
        {
            details["needs"] = needed.Rights.ToString();
        }

        if (suppressed > 0)
        {
            details["suppressed"] = suppressed.ToString(CultureInfo.InvariantCulture);
        }

        return details;
    }

    // The pattern, not the address: what stands in an address may be a secret put in the wrong place.
    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
}
