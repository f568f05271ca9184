using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Parley.Limits;

namespace Parley.Integrations.Redis;

/// <summary>
/// Connects before the first request comes, so that it finds the counts where they are. A Redis that is not there holds
/// the start up only for a moment.
/// </summary>
internal sealed class RedisStart(
    IServiceProvider services, IOptions<RedisOptions> redis, IOptions<LimitOptions> limits, TimeProvider clock) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(redis.Value.Url) || !limits.Value.IsEnabled)
        {
            return;
        }

        try
        {
            await services.GetRequiredService<RedisConnection>().Connected.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Said when the first request has to do without.
        }

        // What is slow only the first time is done here.
        await services.GetRequiredService<ILimitStore>().AcquireAsync([new(new("start:", 1, TimeSpan.FromSeconds(1)), 0)], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
