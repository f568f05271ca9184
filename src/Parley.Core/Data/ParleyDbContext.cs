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

    private Guid TenantId => caller.Caller?.TenantId ?? Guid.Empty;

    private Guid OwnerId => caller.Caller?.UserId ?? Guid.Empty;

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
    }

    private void FilterByTenant<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, ITenantOwned =>
        modelBuilder.Entity<TEntity>().HasQueryFilter(TenantFilter, row => row.TenantId == TenantId);

    private void FilterByOwner<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IOwned =>
        modelBuilder.Entity<TEntity>().HasQueryFilter(OwnerFilter, row => row.OwnerId == OwnerId);

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
