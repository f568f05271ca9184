using System.Diagnostics.Metrics;
using Parley.Telemetry;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>Shows what stores that do not answer still owe.</summary>
internal sealed class RemovalMeter
{
    /// <summary>What is counted to: from there on it says that there are as many, or more.</summary>
    public const int MostCounted = 10_000;

    private long _owed;

    public RemovalMeter(IMeterFactory meters) =>
        meters.CreateParley().CreateObservableGauge("parley.knowledge.vectors_owed", () => Owed, "{removal}", $"Removals that a vector store outside has yet to do, counted up to {MostCounted}.");

    public long Owed
    {
        get => Interlocked.Read(ref _owed);
        set => Interlocked.Exchange(ref _owed, value);
    }
}
