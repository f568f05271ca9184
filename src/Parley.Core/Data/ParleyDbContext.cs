using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Parley.Identity;

namespace Parley.Data;

/// <summary>
/// The stored product. Every query sees only the rows of the <see cref="CurrentCaller"/>: a filter named
/// <see cref="TenantFilter"/> is on every <see cref="ITenantOwned"/> entity, and one named <see cref="OwnerFilter"/> on every <see cref="IOwned"/> one.
/// </summary>
public sealed class ParleyDbContext(
    DbContextOptions<ParleyDbContext> options, CurrentCaller caller, IEnumerable<IEntityModel> models) : DbContext(options)
{
    public const string TenantFilter = "tenant";
    public const string OwnerFilter = "owner";

    private bool _actsForInstallation;

    /// <summary>
    /// Whose rows the database itself lets through where it can (row-level security on PostgreSQL). Null: everybody's,
    /// because nobody was named in this scope or <see cref="ActForInstallation"/> says so.
    /// </summary>
    public Caller? RowSecurityCaller => _actsForInstallation ? null : caller.Caller;

    /// <summary>For query filters; the empty id when nobody was named in this scope.</summary>
    public Guid CallerTenantId => caller.Caller?.TenantId ?? Guid.Empty;

    /// <summary>For query filters; the empty id when nobody was named in this scope.</summary>
    public Guid CallerId => caller.Caller?.UserId ?? Guid.Empty;

    /// <summary>For query filters; the groups of the caller.</summary>
    public IReadOnlyCollection<Guid> CallerGroups => caller.Caller?.Groups ?? [];

    /// <summary>
    /// Until it is disposed, the database lets this context through to the rows of every tenant, and to tables that belong
    /// to none. For what a caller does to the installation rather than within their tenant; each use says why. The query
    /// filters stay, and are lifted apart.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection is open: who it serves was settled when it opened.</exception>
    public IDisposable ActForInstallation()
    {
        RefuseIfOpen();
        _actsForInstallation = true;
        return new InstallationScope(this);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        foreach (var model in models)
        {
            model.ConfigureConventions(configurationBuilder);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var model in models)
        {
            model.Configure(modelBuilder);
        }

        var ofTenant = new Action<ModelBuilder>(FilterByTenant<ITenantOwned>).Method.GetGenericMethodDefinition();
        var ofOwner = new Action<ModelBuilder>(FilterByOwner<IOwned>).Method.GetGenericMethodDefinition();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            if (entity.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            {
                ofTenant.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            }

            if (entity.ClrType.IsAssignableTo(typeof(IOwned)))
            {
                ofOwner.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            }
        }

        foreach (var model in models)
        {
            model.Filter(modelBuilder, this);
        }
    }

    private void FilterByTenant<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, ITenantOwned =>
        modelBuilder.Entity<TEntity>().HasQueryFilter(TenantFilter, row => row.TenantId == CallerTenantId);

    private void FilterByOwner<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IOwned =>
        modelBuilder.Entity<TEntity>().HasQueryFilter(OwnerFilter, row => row.OwnerId == CallerId);

    private void RefuseIfOpen()
    {
        if (Database.GetDbConnection().State is not ConnectionState.Closed)
        {
            throw new InvalidOperationException("The context's connection is open, in a transaction perhaps. Say for whom it acts before.");
        }
    }

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    private sealed class InstallationScope(ParleyDbContext db) : IDisposable
    {
        public void Dispose() => db._actsForInstallation = false;
    }
}
