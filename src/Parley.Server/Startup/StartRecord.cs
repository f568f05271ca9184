using System.Data.Common;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Integrations.Configuration;

namespace Parley.Server.Startup;

/// <summary>Records that the server starts, with which version and which settings: their names, never their values.</summary>
internal static class StartRecord
{
    private const string NamesKey = "Server:SetSettings";

    public static void Remember(IConfiguration configuration, ParleySettings settings) => configuration[NamesKey] = string.Join(' ', settings.Names);

    /// <exception cref="StartupException">It cannot be recorded.</exception>
    public static async Task WriteAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        try
        {
            var tenant = await services.GetRequiredService<ParleyDbContext>().OperatorTenantAsync(CancellationToken.None);
            await services.GetRequiredService<AuditTrail>().RecordAsync(
                new AuditEntry(AuditActions.ServerStart)
                {
                    TenantId = tenant,
                    Details = new Dictionary<string, string> { ["version"] = ProductVersion.Text, ["settings"] = app.Configuration[NamesKey] ?? "" },
                },
                CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException { InnerException: DbException })
        {
            throw new StartupException($"Parley cannot start, because its audit trail cannot be written: {e.Message.TrimEnd('.')}. Without it nothing that must be recorded may happen.", e);
        }
    }
}
