using Microsoft.Extensions.Hosting;

namespace Parley.Cli.Hosting;

/// <summary>Leaves signals alone: here Ctrl-C means the answer more often than the program. See <see cref="Interrupts"/>.</summary>
internal sealed class CliLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
