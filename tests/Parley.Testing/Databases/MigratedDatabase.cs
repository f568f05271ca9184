using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Integrations.Databases;

namespace Parley.Testing.Databases;

/// <summary>
/// Databases on which every schema script has run already. The scripts themselves are tested from an empty database; other
/// tests only need what comes of them, and begin with a copy.
/// </summary>
public static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> Sqlite = new(MakeSqliteAsync);

    /// <summary>Puts the file of an SQLite database there under the name that Parley gives it.</summary>
    public static async Task CopySqliteAsync(string dataDirectory)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(Path.Combine(dataDirectory, "parley.db"), options);
        await file.WriteAsync(await Sqlite.Value);
    }

    internal static async Task MigrateAsync(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging().AddData().AddDatabase().BuildServiceProvider();
        await services.GetRequiredService<SchemaMigrator>().MigrateAsync(CancellationToken.None);

        // The last connection that closes moves the log into the file.
        await using var connection = services.GetRequiredService<IDatabase>().CreateConnection();
        if (connection is SqliteConnection sqlite)
        {
            SqliteConnection.ClearPool(sqlite);
        }
    }

    private static async Task<byte[]> MakeSqliteAsync()
    {
        var directory = Directory.CreateTempSubdirectory("parley-template-").FullName;
        try
        {
            await MigrateAsync(new() { ["Storage:DataDir"] = directory });
            return await File.ReadAllBytesAsync(Path.Combine(directory, "parley.db"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
