using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Server.Tests.Processes;

/// <summary>The server as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "parley-server.dll");

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/"),
        };
    }

    public HttpClient Client { get; }

    /// <summary>What it has written since it was ready, its log among it.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What it printed before it was ready.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string directory, params (string Name, string Value)[] environment)
    {
        var port = FreePort();
        var server = new ServerProcess(Launch(directory, [("APP_PORT", $"{port}"), .. environment]), port);
        server._process.ErrorDataReceived += (_, line) => server._errors.AppendLine(line.Data);
        server._process.BeginErrorReadLine();
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Parley is ready", StringComparison.Ordinal))
            {
                // Read on, because a full pipe would stop the server.
                _ = server.KeepOutputAsync();
                return server;
            }

            server.Said.Add(line);
        }

        throw new InvalidOperationException($"The server ended: {server._errors}");
    }

    /// <summary>Runs it where it cannot start, and gives what it says.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string directory, params (string Name, string Value)[] environment)
    {
        using var process = Launch(directory, environment);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task KeepOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }

    private static Process Launch(string directory, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
