using System.Data;

namespace Parley.Data;

/// <summary>
/// One statement of a write, in SQL that SQLite and PostgreSQL both speak, with parameters <c>$1</c>, <c>$2</c>, ….
/// Values are Guid, string, long, int, bool, byte[], UTC DateTime, or a <see cref="SqlNull"/>.
/// </summary>
public readonly record struct SqlStatement(string Text, params object[] Values);

/// <summary>A null that knows its type: PostgreSQL cannot guess it in a SELECT list.</summary>
public sealed record SqlNull(DbType Type)
{
    public static object Of(string? value) => value is null ? new SqlNull(DbType.String) : value;

    public static object Of(long? value) => value is null ? new SqlNull(DbType.Int64) : value.Value;

    public static object Of(int? value) => value is null ? new SqlNull(DbType.Int32) : value.Value;
}
