using Parley.Chat;
using Parley.Errors;

namespace Parley.Server.Http;

/// <summary>Sends events as server-sent events, in the response of a request.</summary>
internal sealed class SseSink(HttpContext http) : ITurnSink, IDisposable
{
    private readonly SseWriter _events = new(http.Response.BodyWriter);
    private readonly SlowReaders _output = http.RequestServices.GetRequiredService<SlowReaders>();

    public void Write(in TurnEvent item) => _events.Write(item);

    /// <summary>The last word of a stream that ends before its turn. Without an id, so that whoever comes back goes on after the last event of the turn.</summary>
    public void Write(AppException reason) => _events.Write(Problem.From(reason));

    public void WriteHeartbeat() => _events.WriteHeartbeat();

    public ValueTask FlushAsync() => _output.FlushAsync(http);

    public void Dispose() => _events.Dispose();
}
