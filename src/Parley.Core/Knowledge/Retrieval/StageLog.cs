namespace Parley.Knowledge.Retrieval;

/// <summary>Times the stages of a search. Stages may run at the same time.</summary>
internal sealed class StageLog(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<SearchStage> _stages = [];

    public IReadOnlyList<SearchStage> Stages
    {
        get
        {
            lock (_lock)
            {
                return [.. _stages];
            }
        }
    }

    public void Skip(string name, string why) => Add(new SearchStage(name, 0, 0) { Skipped = true, Note = why });

    /// <summary>Begins a stage, which ends when what is returned is disposed.</summary>
    public Stage Begin(string name) => new(this, name, clock.GetTimestamp());

    private void Add(SearchStage stage)
    {
        lock (_lock)
        {
            _stages.Add(stage);
        }
    }

    internal sealed class Stage(StageLog log, string name, long began) : IDisposable
    {
        public int Count { get; set; }

        public string? Note { get; set; }

        public void Dispose() => log.Add(new SearchStage(name, log.Elapsed(began), Count) { Note = Note });
    }

    private double Elapsed(long began) => Math.Round(clock.GetElapsedTime(began).TotalMilliseconds, 3);
}
