using System.Collections.Concurrent;

namespace FakeLlm;

/// <summary>Keeps the last requests.</summary>
internal sealed class Recorder(int limit)
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public bool IsOn => limit > 0;

    public IReadOnlyList<RecordedRequest> All => [.. _requests];

    public void Add(HttpRequest request, string body)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new RecordedRequest(request.Path, headers, body));
        while (_requests.Count > limit)
        {
            _requests.TryDequeue(out _);
        }
    }

    public void Clear() => _requests.Clear();
}
