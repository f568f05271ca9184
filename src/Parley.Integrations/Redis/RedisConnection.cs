using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Parley.Integrations.Redis;

/// <summary>
/// The one connection to Redis. It is made in the background, so that nobody waits for a server that is not there, and the
/// client mends it by itself.
/// </summary>
internal sealed partial class RedisConnection : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    private readonly ConfigurationOptions _options;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private volatile ConnectionMultiplexer? _multiplexer;

    public RedisConnection(IOptions<RedisOptions> options, TimeProvider clock, ILogger<RedisConnection> logger)
    {
        if (!RedisUrl.TryParse(options.Value.Url ?? "", out var parsed))
        {
            throw new OptionsValidationException("Redis", typeof(RedisOptions), ["REDIS_URL is not an address of Redis."]);
        }

        (_options, _clock, _logger) = (parsed, clock, logger);
        Address = string.Join(',', parsed.EndPoints);
        _ = Task.Run(ConnectAsync);
    }

    /// <summary>Without the password.</summary>
    public string Address { get; }

    /// <summary>Null while there is no connection.</summary>
    public IDatabase? Database => _multiplexer is { IsConnected: true } connected ? connected.GetDatabase() : null;

    /// <summary>Ends when there is a connection for the first time.</summary>
    public Task Connected => _connected.Task;

    public void Dispose()
    {
        _closing.Cancel();
        _multiplexer?.Dispose();
        _closing.Dispose();
    }

    private async Task ConnectAsync()
    {
        var closing = _closing.Token;
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var multiplexer = await ConnectionMultiplexer.ConnectAsync(_options);
                _multiplexer = multiplexer;
                WatchFor(multiplexer);
                if (closing.IsCancellationRequested)
                {
                    multiplexer.Dispose();
                }

                return;
            }
            catch (Exception e) when (e is RedisConnectionException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
            {
                // A name that does not resolve yet, as when both start at once.
                LogFailed(Address, e.Message);
                await Task.Delay(FirstRetry, _clock, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void WatchFor(ConnectionMultiplexer multiplexer)
    {
        multiplexer.ConnectionRestored += (_, _) => _connected.TrySetResult();
        if (multiplexer.IsConnected)
        {
            _connected.TrySetResult();
        }
    }

    [LoggerMessage(LogLevel.Debug, "Redis at {Address} cannot be connected to: {Why}")]
    private partial void LogFailed(string address, string why);
}
