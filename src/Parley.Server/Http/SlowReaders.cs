using Microsoft.Extensions.Options;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>
/// Sends what a stream has written, and cuts off a client that does not take it: what waits for one is bounded by the
/// connection's buffer, and it must not wait for ever.
/// </summary>
internal sealed partial class SlowReaders(IOptions<ServerOptions> options, TimeProvider clock, ILogger<SlowReaders> logger)
{
    /// <exception cref="OperationCanceledException">The client is gone, or was cut off.</exception>
    public ValueTask FlushAsync(HttpContext http)
    {
        var flush = http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        if (!flush.IsCompletedSuccessfully)
        {
            return WaitAsync(http, flush.AsTask());
        }

        // Next to always: what was written fits the buffer, and nothing is allocated for a token.
        _ = flush.Result;
        return default;
    }

    private async ValueTask WaitAsync(HttpContext http, Task flush)
    {
        try
        {
            await flush.WaitAsync(options.Value.SlowReader, clock, http.RequestAborted);
        }
        catch (TimeoutException)
        {
            LogCutOff(options.Value.SlowReader.TotalSeconds);
            http.Abort();
            throw new OperationCanceledException(http.RequestAborted);
        }
    }

    [LoggerMessage(LogLevel.Information, "A client took nothing of its stream for {Seconds} s and was cut off")]
    private partial void LogCutOff(double seconds);
}
