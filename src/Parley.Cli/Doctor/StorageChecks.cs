using System.Data.Common;
using System.Globalization;
using Parley.Data;

namespace Parley.Cli.Doctor;

/// <summary>Whether Parley can keep what it is given. Looks only: nothing is created or brought up to date.</summary>
internal static class StorageChecks
{
    private const string DirectorySubject = "data directory";
    private const string DatabaseSubject = "database";
    private const long LowSpace = 64L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static CheckResult CheckDirectory(string directory)
    {
        var path = Path.GetFullPath(directory);
        var existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        try
        {
            var probe = Path.Combine(existing, $".write-test-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(existing).AvailableFreeSpace;
            var size = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free");
            return free < LowSpace ? CheckResult.Failed(DirectorySubject, $"{path}: only {free / 1_000_000} MB are free. Make room, or set APP_DATA_DIR to another directory.")
                : CheckResult.Ok(DirectorySubject, existing == path ? $"{path}, {size}" : $"{path} will be made at the first use, {size}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failed(DirectorySubject, $"{path}: {e.Message.TrimEnd('.')}. Make it writable for the user {Environment.UserName}, or set APP_DATA_DIR to another directory.");
        }
    }

    public static async Task<CheckResult> CheckDatabaseAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var place = $"{database.Name} {database.Address}";
        if (Path.IsPathRooted(database.Address) && !File.Exists(database.Address))
        {
            return CheckResult.Ok(DatabaseSubject, $"{place} will be made at the first use");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return Compare(place, await ReadVersionAsync(database, patience.Token), database.Scripts.Max(script => script.Version));
        }
        catch (DbException e)
        {
            return CheckResult.Failed(DatabaseSubject, $"{place}: {e.Message.TrimEnd('.')}. Start it, or correct DATABASE_URL.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Failed(DatabaseSubject, $"{place}: no answer within {Patience.TotalSeconds:0} s. Start it, or correct DATABASE_URL.");
        }
    }

    private static CheckResult Compare(string place, int? version, int known) => version switch
    {
        null => CheckResult.Ok(DatabaseSubject, $"{place}, empty; its tables will be made at the first use"),
        _ when version > known => CheckResult.Failed(DatabaseSubject, $"{place}: its schema {version} is newer than this Parley, which knows {known}. Use the newer Parley."),
        _ when version < known => CheckResult.Ok(DatabaseSubject, $"{place}, schema {version}; it will be brought to {known} at the next use"),
        _ => CheckResult.Ok(DatabaseSubject, $"{place}, schema {version}"),
    };

    private static async Task<int?> ReadVersionAsync(IDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Name is "SQLite"
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'schema_migrations'";
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0)
        {
            return null;
        }

        command.CommandText = "SELECT max(version) FROM schema_migrations";
        return await command.ExecuteScalarAsync(cancellationToken) is { } version and not DBNull
            ? Convert.ToInt32(version, CultureInfo.InvariantCulture)
            : null;
    }
}
