using Parley.Chat;

namespace Parley.Server.Http;

/// <summary>Where the events of a turn go: a stream of server-sent events, or a socket.</summary>
internal interface ITurnSink
{
    void Write(in TurnEvent item);

    /// <summary>A sign of life, where the connection has none of its own.</summary>
    void WriteHeartbeat();

    /// <summary>Sends what was written. Waits for a slow reader, but not for ever.</summary>
    /// <exception cref="OperationCanceledException">The client is gone, or was cut off.</exception>
    ValueTask FlushAsync();
}
