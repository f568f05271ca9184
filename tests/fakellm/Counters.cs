using System.Collections.Concurrent;

namespace FakeLlm;

/// <summary>What was asked and what became of it.</summary>
internal sealed class Counters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _byModel = new();
    private long _open;
    private long _openPeak;
    private long _chunks;
    private long _completed;
    private long _aborted;

    /// <summary>Released once for every request.</summary>
    public SemaphoreSlim Requests { get; } = new(0);

    /// <summary>Released once for every abort.</summary>
    public SemaphoreSlim Aborts { get; } = new(0);

    public void Request(string model)
    {
        _byModel.AddOrUpdate(model, 1, static (_, n) => n + 1);
        Requests.Release();
    }

    public void Open()
    {
        var open = Interlocked.Increment(ref _open);
        if (open > Volatile.Read(ref _openPeak))
        {
            Volatile.Write(ref _openPeak, open);
        }
    }

    public void Close(int chunks)
    {
        Interlocked.Add(ref _chunks, chunks);
        Interlocked.Decrement(ref _open);
    }

    public void Completed() => Interlocked.Increment(ref _completed);

    public void Aborted()
    {
        Interlocked.Increment(ref _aborted);
        Aborts.Release();
    }

    public void Reset()
    {
        _byModel.Clear();
        _chunks = _completed = _aborted = 0;
        _openPeak = _open;
    }

    public FakeLlmStats Snapshot() =>
        new(_byModel.Values.Sum(), _open, _openPeak, _chunks, _completed, _aborted, new Dictionary<string, long>(_byModel));

    public void Dispose()
    {
        Requests.Dispose();
        Aborts.Dispose();
    }
}
