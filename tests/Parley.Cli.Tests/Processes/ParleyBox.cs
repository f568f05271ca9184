using System.Diagnostics;

namespace Parley.Cli.Tests.Processes;

/// <summary>A directory of its own, in which the built program is run as people run it.</summary>
public sealed class ParleyBox : IDisposable
{
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private static readonly string Dll = FindProgram();

    private readonly Dictionary<string, string> _environment;

    public ParleyBox(string? modelUrl)
    {
        _environment = new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Directory,
            ["TERM"] = "xterm-256color",
            ["APP_DATA_DIR"] = DataDirectory,
            ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
        };
        if (modelUrl is not null)
        {
            _environment["OPENAI_BASE_URL"] = modelUrl;
            _environment["OPENAI_API_KEY"] = "test-key";
            _environment["OPENAI_MODEL"] = "echo";
        }
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("parley-cli-").FullName;

    public string DataDirectory => Path.Combine(Directory, "data");

    public ParleyBox With(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public Task<ProcessResult> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public Task<ProcessResult> RunWithInputAsync(string input, params string[] args) => RunAsync(StartInfo("dotnet", [Dll, .. args]), input);

    /// <summary>Runs a shell line in which <c>parley</c> is the program.</summary>
    public Task<ProcessResult> RunShellAsync(string line) =>
        RunAsync(StartInfo("bash", ["-c", $"parley() {{ dotnet '{Dll}' \"$@\"; }}; {line}"]), "");

    /// <summary>Runs it in a terminal.</summary>
    public TerminalSession OpenTerminal(params string[] args)
    {
        var command = $"stty cols 100 rows 30; echo \"pid=$$\"; exec dotnet '{Dll}' {string.Join(' ', args.Select(arg => $"'{arg}'"))}";
        return new(Start(StartInfo("script", ["-qfec", command, "/dev/null"])));
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    // In its own output, of the same configuration: the copy beside the tests lacks what the tests have from ASP.NET.
    private static string FindProgram()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = framework.Parent?.Parent?.Parent?.Parent?.Parent ?? throw new InvalidOperationException("The tests lie elsewhere.");
        return Path.Combine(root.FullName, "src", "Parley.Cli", "bin", framework.Parent.Name, framework.Name, "parley.dll");
    }

    private ProcessStartInfo StartInfo(string program, string[] args)
    {
        var info = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in _environment.Where(variable => variable.Value.Length > 0))
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static async Task<ProcessResult> RunAsync(ProcessStartInfo info, string input)
    {
        using var process = Start(info);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await WriteAsync(process, input);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    // The program may have read enough and gone.
    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            return;
        }
    }

    private static Process Start(ProcessStartInfo info) => Process.Start(info) ?? throw new InvalidOperationException("No process.");
}

public sealed record ProcessResult(int Code, string Output, string Error);
