using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace Parley.Testing.Databases;

/// <summary>
/// A PostgreSQL with pgvector, in WebAssembly: the real extension without an installation. It has one session, so transactions come one
/// after the other. Needs node; its packages are installed on first use.
/// </summary>
public sealed class PgliteServer : IAsyncLifetime
{
    private Process? _process;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var folder = NodeFolder.Find();
        await NodeFolder.EnsureInstalledAsync(folder);
        _process = Launch(folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (line?.StartsWith("READY ", StringComparison.Ordinal) is not true)
        {
            throw new InvalidOperationException("PGlite did not start: " + line + await _process.StandardError.ReadToEndAsync(patience.Token));
        }

        // Nobody reads its warnings, and a full pipe would stop it.
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        var port = int.Parse(line["READY ".Length..], CultureInfo.InvariantCulture);
        Url = $"postgresql://postgres@127.0.0.1:{port}/postgres?sslmode=disable";
    }

    /// <summary>Ends what earlier connections left in the session that all share, and turns these settings off for those to come.</summary>
    public async Task ResetAsync(params string[] off)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = new Uri(Url).Port, Username = "postgres", Database = "postgres", SslMode = SslMode.Disable, Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        foreach (var sql in off.Select(setting => $"SET {setting} = off").Prepend("DISCARD ALL"))
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private static Process Launch(string folder)
    {
        try
        {
            // Its input stays open as long as we live: should we die, it ends too.
            return Process.Start(new ProcessStartInfo("node", ["start-pglite.mjs"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need node (20 or newer) on the PATH.", e);
        }
    }
}
