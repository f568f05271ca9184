using System.Diagnostics;
using System.Text;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>
/// Runs a program on a hostile file. Where there is <c>prlimit</c> (util-linux), the program may take only so much memory and computing time,
/// and can write no file. It sees none of our environment, where secrets are. However this ends, the program is gone afterwards.
/// </summary>
internal static class LimitedProcess
{
    private const string Limiter = "/usr/bin/prlimit";
    private const int MaxErrorOutput = 4096;

    /// <summary>Whether the program's limits hold on this system.</summary>
    public static bool CanLimit { get; } = File.Exists(Limiter);

    /// <exception cref="DocumentReadException">The program is not there, or its output is larger than allowed.</exception>
    public static async Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ProcessLimits limits, CancellationToken cancellationToken)
    {
        var path = Find(program)
            ?? throw new DocumentReadException(ReadFailure.ReaderMissing, $"The program '{program}' is not installed on the server. It is part of poppler-utils.");
        using var process = new Process { StartInfo = Describe(path, arguments, limits) };
        process.Start();
        try
        {
            process.StandardInput.Close();
            var errors = ReadErrorsAsync(process.StandardError.BaseStream, cancellationToken);
            var output = await ReadAsync(process.StandardOutput.BaseStream, limits.Output, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Describe(string path, IReadOnlyList<string> arguments, ProcessLimits limits)
    {
        // A second more until the harder signal, so that the exit code says why it ended.
        var seconds = Math.Max(1, (int)limits.Time.TotalSeconds);
        string[] prefix = CanLimit
            ? [Limiter, $"--as={limits.Memory}", $"--cpu={seconds}:{seconds + 1}", "--core=0", "--fsize=0", "--nofile=32", path]
            : [path];
        var start = new ProcessStartInfo(prefix[0], [.. prefix[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    private static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (output.Length + read > most)
                throw new DocumentReadException(ReadFailure.TooLarge, "The text of the file is longer than is allowed.");
            output.Write(buffer, 0, read);
        }

        return output.ToArray();
    }

    // Read to its end, so that the program never waits for us; only the beginning is kept.
    private static async Task<string> ReadErrorsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            kept.Write(buffer, 0, (int)Math.Min(read, MaxErrorOutput - kept.Length));
        return Encoding.UTF8.GetString(kept.ToArray());
    }
}

/// <param name="Memory">Of its address space, in bytes.</param>
/// <param name="Time">Of the processor's time.</param>
/// <param name="Output">The most it may put out, in bytes.</param>
internal sealed record ProcessLimits(long Memory, TimeSpan Time, int Output);

/// <param name="ExitCode">128 and more: a signal ended it.</param>
internal sealed record ProcessResult(int ExitCode, byte[] Output, string Errors);
