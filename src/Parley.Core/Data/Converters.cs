using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Parley.Identity;

namespace Parley.Data;

/// <summary>How value types are stored, for the <see cref="IEntityModel"/>s to choose from.</summary>
public static class Converters
{
    /// <summary>A strongly typed id as the UUID it wraps.</summary>
    public static void UseEntityId<TId>(this ModelConfigurationBuilder conventions)
        where TId : struct, IEntityId<TId> =>
        conventions.Properties<TId>().HaveConversion<EntityIdConverter<TId>>();

    /// <summary>An enumeration as its name in snake_case.</summary>
    public static void UseEnum<TEnum>(this ModelConfigurationBuilder conventions)
        where TEnum : struct, Enum =>
        conventions.Properties<TEnum>().HaveConversion<SnakeCaseEnumConverter<TEnum>>();
}

internal sealed class EntityIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Wrap(value))
    where TId : struct, IEntityId<TId>
{
    // A static abstract member cannot stand in an expression tree.
    private static TId Wrap(Guid value) => TId.From(value);
}

internal sealed class SnakeCaseEnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => SnakeCaseEnum.Write(value), text => SnakeCaseEnum.Read<TEnum>(text))
    where TEnum : struct, Enum;

/// <summary>SQLite gives times back without a kind; every stored time is UTC.</summary>
internal sealed class UtcDateTimeConverter()
    : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
