using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Integrations.Tests.Databases;

/// <summary>A row in every table that belongs to tenants, made from the model: a new table is covered at once.</summary>
internal static class TenantRows
{
    public static IReadOnlyList<IEntityType> Types(ParleyDbContext db) =>
        [.. db.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(ITenantOwned)))];

    public static string Table(IEntityType type) => type.GetTableName()!;

    /// <summary>One row each for that person, whatever else they would have to refer to.</summary>
    /// <param name="ofPersons">Only where rows belong to people within the tenant.</param>
    public static Task<int> AddAsync(TestParley parley, Caller owner, bool ofPersons = false) => parley.AsAsync(null, async db =>
    {
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("SET session_replication_role = replica");
        foreach (var type in Types(db).Where(type => !ofPersons || type.ClrType.IsAssignableTo(typeof(IOwned))))
        {
            db.Add(Make(type, owner));
        }

        var made = await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("SET session_replication_role = origin");
        return made;
    });

    public static object Make(IEntityType type, Caller owner)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetProperties())
        {
            property.PropertyInfo!.SetValue(row, property.Name switch
            {
                nameof(ITenantOwned.TenantId) => owner.TenantId,
                nameof(IOwned.OwnerId) => owner.UserId,
                _ => Value(property.ClrType),
            });
        }

        return row;
    }

    private static object? Value(Type type)
    {
        if (type == typeof(string))
        {
            return Guid.NewGuid().ToString();
        }

        if (type == typeof(byte[]))
        {
            return Array.Empty<byte>();
        }

        if (type == typeof(Guid))
        {
            return Guid.NewGuid();
        }

        if (Nullable.GetUnderlyingType(type) is not null)
        {
            return null;
        }

        return type.GetMethod("From", BindingFlags.Public | BindingFlags.Static, [typeof(Guid)]) is { } from
            ? from.Invoke(null, [Guid.NewGuid()])
            : type == typeof(DateTime) ? DateTime.UtcNow
            : type == typeof(long) ? Random.Shared.NextInt64(1L << 40)
            : Activator.CreateInstance(type);
    }
}
