using System.Globalization;
using Parley.Cli.Terminal;

namespace Parley.Cli.Ingest;

/// <summary>Shows how far the work is, and at its end what came of it.</summary>
internal sealed class IngestReport(Screen screen)
{
    private const int MaxListed = 50;

    private readonly List<JobProgress> _ended = [];

    public void Show(JobProgress now)
    {
        var (done, skipped, failed, total) = (Sum(job => job.Done) + now.Done, Sum(job => job.Skipped) + now.Skipped, Sum(job => job.Failed) + now.Failed, Sum(job => job.Total) + now.Total);
        screen.Progress(now.Total == 0
            ? "Looking for files…"
            : string.Create(CultureInfo.InvariantCulture, $"{done + skipped + failed:N0} of {total:N0}, {skipped:N0} unchanged, {failed:N0} failed"));
    }

    public void Add(JobProgress ended, IReadOnlyList<FailedItem> failed)
    {
        screen.Progress(null);
        _ended.Add(ended);
        foreach (var item in failed.Take(MaxListed))
        {
            screen.Error($"{TerminalText.OneLine(item.Name)}: {item.Error}");
        }

        if (ended.Failed > MaxListed)
        {
            screen.Error(string.Create(CultureInfo.InvariantCulture, $"… and {ended.Failed - MaxListed:N0} more."));
        }

        if (ended.Status is "failed")
        {
            screen.Error(ended.Error ?? "The job failed.");
        }
    }

    /// <returns>The exit code.</returns>
    public int End(string collection)
    {
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{collection}: {Sum(job => job.Done):N0} added or changed, {Sum(job => job.Skipped):N0} unchanged, {Sum(job => job.Failed):N0} failed."));
        return _ended.Any(job => job.Status is "cancelled") ? ExitCode.Interrupted
            : _ended.Any(job => job.Failed > 0 || job.Status is not "finished") ? ExitCode.Error
            : ExitCode.Ok;
    }

    private int Sum(Func<JobProgress, int> of) => _ended.Sum(of);
}
