using System.Globalization;
using Parley.Cli.Terminal;

namespace Parley.Cli.Ingest;

/// <summary>Shows how far the work is, and at its end what came of it.</summary>
internal sealed class IngestReport(Screen screen)
{
    private const int MaxListed = 50;

    private readonly List<JobProgress> _ended = [];
    private int _neverBegun;

    public void Show(JobProgress now)
    {
        var (done, skipped, failed, total) = (Sum(job => job.Done) + now.Done, Sum(job => job.Skipped) + now.Skipped, _neverBegun + Sum(job => job.Failed) + now.Failed, _neverBegun + Sum(job => job.Total) + now.Total);
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

        TellOfMore(ended.Failed);
        if (ended.Status is "failed")
        {
            screen.Error(ended.Error ?? "The job failed.");
        }
    }

    /// <summary>Tells of a file that no job gets to see.</summary>
    public void Fail(string name, string reason)
    {
        if (++_neverBegun <= MaxListed)
        {
            screen.Progress(null);
            screen.Error($"{TerminalText.OneLine(name)}: {TerminalText.OneLine(reason)}");
        }
    }

    /// <returns>The exit code.</returns>
    public int End(string collection)
    {
        TellOfMore(_neverBegun);
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{collection}: {Sum(job => job.Done):N0} added or changed, {Sum(job => job.Skipped):N0} unchanged, {_neverBegun + Sum(job => job.Failed):N0} failed."));
        return _ended.Any(job => job.Status is "cancelled") ? ExitCode.Interrupted
            : _neverBegun > 0 || _ended.Any(job => job.Failed > 0 || job.Status is not "finished") ? ExitCode.Error
            : ExitCode.Ok;
    }

    private void TellOfMore(int failed)
    {
        if (failed > MaxListed)
        {
            screen.Error(string.Create(CultureInfo.InvariantCulture, $"… and {failed - MaxListed:N0} more."));
        }
    }

    private int Sum(Func<JobProgress, int> of) => _ended.Sum(of);
}
