using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;

namespace Parley.Cli.Audit;

/// <summary>
/// Does something with the trail of one tenant, as nobody in particular: whoever can run this program on the installation's
/// database needs no account.
/// </summary>
internal sealed class TrailScopes(IServiceScopeFactory scopes)
{
    private const string UserAgent = "parley (terminal)";

    /// <param name="tenant">Null: the installation, and whatever belongs to no tenant.</param>
    public async Task<T> RunAsync<T>(Guid? tenant, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = tenant is { } id ? new Caller(id, Guid.Empty) : null;
        scope.ServiceProvider.GetRequiredService<AuditOrigin>().UserAgent = UserAgent;
        return await work(scope.ServiceProvider);
    }

    public Task<IReadOnlyList<Guid>> TenantsAsync(CancellationToken cancellationToken) =>
        RunAsync(null, services => services.GetRequiredService<AuditVerifier>().TenantsAsync(cancellationToken));

    /// <summary>The tenant whose trail has what belongs to the installation.</summary>
    public Task<Guid> OperatorAsync(CancellationToken cancellationToken) => RunAsync(
        null, services => services.GetRequiredService<ParleyDbContext>().OperatorTenantAsync(cancellationToken));

    /// <exception cref="UsageException">There is no such tenant, or several and none was named.</exception>
    public async Task<Guid> ChooseAsync(string? named, CancellationToken cancellationToken)
    {
        var known = await TenantsAsync(cancellationToken);
        return named is not null ? Find(named, known)
            : known.Count <= 1 ? known.FirstOrDefault(Caller.Local.TenantId)
            : throw new UsageException($"There are several tenants; name one with --tenant: {string.Join(", ", known.Select(Show))}");
    }

    public static Guid Find(string named, IReadOnlyList<Guid> known)
    {
        var id = Guid.TryParse(named, out var plain) ? plain : TypeId.Decode(TenantId.Prefix, named);
        return known.Contains(id) ? id : throw new UsageException($"No tenant {named} has a trail.{(known.Count == 0 ? "" : $" There are: {string.Join(", ", known.Select(Show))}")}");
    }

    public static string Show(Guid tenant) => new TenantId(tenant).ToString();
}
