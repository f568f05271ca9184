using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Parley.Testing.Databases;

/// <summary>
/// A throwaway PostgreSQL server on a free loopback port, with its data in a temporary directory: in memory where there is
/// plenty, because a database is hundreds of files and every test has its own. PostgreSQL refuses to run as root, so as root
/// it runs as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const long Gigabyte = 1L << 30;

    private readonly string _directory = NewDirectory();
    private readonly string _binaries;
    private readonly Lazy<Task<string>> _migrated;

    private PostgresServer(string binaries)
    {
        _binaries = binaries;
        _migrated = new(MigrateTemplateAsync);
    }

    public int Port { get; private set; }

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(FindBinaries());
        await server.InitializeAsync();
        await server.StartServerAsync();
        return server;
    }

    /// <summary>The address of a new, empty database.</summary>
    public Task<string> CreateDatabaseAsync() => CreateDatabaseAsync("template1");

    /// <summary>The address of a new database with Parley's schema, which is a copy: the scripts ran once.</summary>
    public async Task<string> CreateMigratedDatabaseAsync() => await CreateDatabaseAsync(await _migrated.Value);

    /// <summary>Stops it at once, as a crash would, and leaves the data.</summary>
    public Task StopServerAsync() => RunAsync("pg_ctl", "-D", DataDirectory, "-m", "immediate", "-w", "stop");

    public async Task StartServerAsync()
    {
        if (Port == 0)
        {
            Port = FreePort();
        }

        // Hundreds of databases would keep a worker at cleaning up after tests that are over.
        var options = $"-p {Port} -k {_directory} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c autovacuum=off "
            + "-c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=256MB";
        await RunAsync("pg_ctl", "-D", DataDirectory, "-l", Path.Combine(_directory, "log"), "-w", "-o", options, "start");
    }

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string DataDirectory => Path.Combine(_directory, "data");

    private string UrlOf(string database) => $"postgresql://app@127.0.0.1:{Port}/{database}";

    private async Task<string> CreateDatabaseAsync(string template)
    {
        var name = $"t{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=app;Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync();
        return UrlOf(name);
    }

    private async Task<string> MigrateTemplateAsync()
    {
        var url = await CreateDatabaseAsync();
        await MigratedDatabase.MigrateAsync(new() { ["Database:Url"] = url });
        return new Uri(url).AbsolutePath.TrimStart('/');
    }

    private async Task InitializeAsync()
    {
        if (Environment.UserName == "root")
        {
            await StartAndWaitAsync("chown", ["postgres:", _directory]);
        }

        await RunAsync("initdb", "-D", DataDirectory, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? StartAndWaitAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : StartAndWaitAsync(path, arguments);
    }

    private async Task StartAndWaitAsync(string program, string[] arguments)
    {
        // The server inherits the output of pg_ctl, so it must not be a pipe that somebody waits for the end of.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _directory, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var candidates = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        return candidates.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
                .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")))
            ?? throw new InvalidOperationException("These tests need PostgreSQL's server programs (Debian: apt-get install postgresql).");
    }

    private static string NewDirectory()
    {
        const string Memory = "/dev/shm";
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Memory) || new DriveInfo(Memory).AvailableFreeSpace < 6 * Gigabyte
            || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 12 * Gigabyte)
        {
            return Directory.CreateTempSubdirectory("parley-pg-").FullName;
        }

        return Directory.CreateDirectory(Path.Combine(Memory, $"parley-pg-{Guid.NewGuid():n}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
