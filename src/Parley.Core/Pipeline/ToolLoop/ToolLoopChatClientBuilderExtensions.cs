using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Parley.Pipeline.ToolLoop;

public static class ToolLoopChatClientBuilderExtensions
{
    /// <summary>
    /// Runs the tools of a request that are functions of ours. Without <paramref name="options"/> the configured ones hold.
    /// </summary>
    public static ChatClientBuilder UseTools(this ChatClientBuilder builder, ToolLoopOptions? options = null) =>
        builder.Use((inner, services) =>
        {
            var limits = options ?? services.GetService<IOptions<ToolLoopOptions>>()?.Value ?? new ToolLoopOptions();
            var logger = services.GetService<ILogger<ToolRunner>>() ?? NullLogger<ToolRunner>.Instance;
            var runner = new ToolRunner(limits, services.GetService<TimeProvider>() ?? TimeProvider.System, services, logger);
            return new ToolLoopChatClient(inner, limits, runner);
        });
}
