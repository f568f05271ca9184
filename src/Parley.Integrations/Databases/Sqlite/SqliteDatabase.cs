using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Integrations.Databases.Sqlite;

/// <summary>One file in the data directory. Write-ahead log and full sync: an acknowledged write survives a power cut.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    private const string Scheme = "sqlite:///";

    static SqliteDatabase() => SqliteNative.Initialize();

    public SqliteDatabase(IOptions<DatabaseOptions> options, IOptions<StorageOptions> storage)
    {
        File = Path.GetFullPath(options.Value.Url is { } url ? url[Scheme.Length..] : Path.Combine(storage.Value.DataDir, "parley.db"));
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = File,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
    }

    public string Name => "SQLite";

    public string File { get; }

    public string Address => File;

    public bool HasOneWriter => true;

    public IReadOnlyList<SchemaScript> Scripts { get; } = EmbeddedScripts.Of("Sqlite");

    private string ConnectionString { get; }

    public void Configure(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

    public DbConnection CreateConnection()
    {
        EnsureFile();
        return new SqliteConnection(ConnectionString);
    }

    // SQLite takes a whole value into memory for whatever a statement does with it, but not for what is opened by its row's number.
    public async Task<T?> ReadTextAsync<T>(
        DbConnection connection, TextCell cell, Func<Stream, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        // A transaction that only reads: until it ends the number is of this row and no other.
        var sqlite = (SqliteConnection)connection;
        await using var snapshot = sqlite.BeginTransaction(deferred: true);
        await using var command = sqlite.CreateCommand();
        (command.Transaction, command.CommandText) = (snapshot, $"SELECT rowid FROM {cell.Table} WHERE {cell.Key} = $1");
        command.Parameters.AddWithValue("$1", cell.Id);
        if (await command.ExecuteScalarAsync(cancellationToken) is not long row)
        {
            return null;
        }

        await using var text = new Text(sqlite, cell, row);
        return await read(text, cancellationToken);
    }

    public async Task<DbTransaction> BeginSchemaChangeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // The journal mode is a property of the file and cannot change inside a transaction.
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA journal_mode = WAL";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Begins IMMEDIATE: it holds the write lock from here.
        return await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
    }

    /// <summary>Reads where it is asked to, as all of SQLite does. The base would send each read to another thread.</summary>
    private sealed class Text(SqliteConnection connection, TextCell cell, long row) : SqliteBlob(connection, cell.Table, cell.Column, row, readOnly: true)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(Read(buffer.Span));
        }
    }

    // SQLite would create it readable for everybody; its log files take over the mode of this one.
    private void EnsureFile()
    {
        if (System.IO.File.Exists(File))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(File, options).Dispose();
    }
}
