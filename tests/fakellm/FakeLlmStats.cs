namespace FakeLlm;

/// <summary>The counters at one moment. Aborted: the client left before the answer was whole.</summary>
public sealed record FakeLlmStats(
    long Requests, long Open, long OpenPeak, long Chunks, long Completed, long Aborted, IReadOnlyDictionary<string, long> ByModel);
