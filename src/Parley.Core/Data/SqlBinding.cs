using System.Data.Common;

namespace Parley.Data;

/// <summary>Gives positional values to a command, in the way each driver wants them.</summary>
internal static class SqlBinding
{
    public static void Bind(DbCommand command, ReadOnlySpan<object> values) =>
        Bind(command.Parameters, command.CreateParameter, values, Named(command));

    public static void Bind(DbBatchCommand command, ReadOnlySpan<object> values) =>
        Bind(command.Parameters, command.CreateParameter, values, named: false);

    /// <summary>Replaces the values of a command that is used again.</summary>
    public static void Rebind(DbCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Assign(command.Parameters[i], values[i]);
        }
    }

    // PostgreSQL takes $1 by position and wants no names; SQLite reads $1 as a name.
    private static bool Named(DbCommand command) => !command.Connection!.CanCreateBatch;

    private static void Bind(
        DbParameterCollection parameters, Func<DbParameter> create, ReadOnlySpan<object> values, bool named)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = create();
            if (named)
            {
                parameter.ParameterName = $"${i + 1}";
            }

            Assign(parameter, values[i]);
            parameters.Add(parameter);
        }
    }

    private static void Assign(DbParameter parameter, object value)
    {
        if (value is SqlNull typed)
        {
            parameter.DbType = typed.Type;
            parameter.Value = DBNull.Value;
        }
        else
        {
            parameter.Value = value;
        }
    }
}
