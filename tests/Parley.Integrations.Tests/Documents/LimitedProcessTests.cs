using System.Diagnostics;
using System.Text;
using Parley.Integrations.Documents;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Programs that read hostile files are held in their limits, and gone afterwards.</summary>
public sealed class LimitedProcessTests
{
    private static readonly ProcessLimits Limits = new(256L * 1024 * 1024, TimeSpan.FromSeconds(2), 100_000);

    [Fact]
    public async Task Run_Environment_HoldsNoSecrets()
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_SECRET", "do not tell");

        var result = await RunAsync("env");

        Assert.Equal(["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"], Encoding.UTF8.GetString(result.Output).Trim().Split('\n').Order());
    }

    [Fact]
    public async Task Run_EndlessOutput_IsCutOff()
    {
        var refused = await Assert.ThrowsAsync<DocumentReadException>(() => RunAsync("yes"));

        Assert.Equal(ReadFailure.TooLarge, refused.Failure);
    }

    [Fact]
    public async Task Run_Cancelled_EndsTheProgram()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LimitedProcess.RunAsync("sleep", ["47.125"], Limits, limit.Token));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), process => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("47.125", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_MuchMemory_IsRefusedToIt()
    {
        Assert.SkipUnless(LimitedProcess.CanLimit, "There is no prlimit here.");

        // tail keeps what it may have to show: here a line of a gigabyte.
        var result = await RunAsync("sh", "-c", "head -c 1000000000 /dev/zero | tail");

        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Run_MuchComputing_IsEnded()
    {
        Assert.SkipUnless(LimitedProcess.CanLimit, "There is no prlimit here.");

        Assert.Equal(152, (await RunAsync("sh", "-c", "while :; do :; done")).ExitCode);
    }

    [Fact]
    public async Task Run_WritingAFile_IsRefusedToIt()
    {
        Assert.SkipUnless(LimitedProcess.CanLimit, "There is no prlimit here.");
        var path = Path.Combine(Path.GetTempPath(), $"parley-test-{Guid.NewGuid():n}");
        try
        {
            Assert.NotEqual(0, (await RunAsync("sh", "-c", $"echo text > {path}")).ExitCode);
            Assert.Equal(0, new FileInfo(path).Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Run_MissingProgram_SaysSo()
    {
        var refused = await Assert.ThrowsAsync<DocumentReadException>(() => RunAsync("parley-no-such-program"));

        Assert.Equal(ReadFailure.ReaderMissing, refused.Failure);
        Assert.Contains("poppler", refused.Message, StringComparison.Ordinal);
    }

    private static Task<ProcessResult> RunAsync(string program, params string[] arguments) =>
        LimitedProcess.RunAsync(program, arguments, Limits, TestContext.Current.CancellationToken);
}
