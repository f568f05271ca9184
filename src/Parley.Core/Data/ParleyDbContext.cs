using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Parley.Identity;

namespace Parley.Data;

/// <summary>
/// The stored product. Every query sees only the rows of the <see cref="CurrentCaller"/>: filters named
/// <see cref="TenantFilter"/> and <see cref="OwnerFilter"/> are on every <see cref="IOwned"/> entity.
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

        var own = new Action<ModelBuilder>(Own<IOwned>).Method.GetGenericMethodDefinition();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            if (entity.ClrType.IsAssignableTo(typeof(IOwned)))
            {
                own.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
            }
        }
    }

    private void Own<TEntity>(ModelBuilder modelBuilder)
        where TEntity : class, IOwned =>
        modelBuilder.Entity<TEntity>()
            .HasQueryFilter(TenantFilter, row => row.TenantId == TenantId)
            .HasQueryFilter(OwnerFilter, row => row.OwnerId == OwnerId);

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
