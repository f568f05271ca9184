using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Parley.Tools;

public static class ToolServiceCollectionExtensions
{
    /// <summary>
    /// Registers a tool: a class with one or more public methods that carry a <c>[Description]</c>. Each becomes a function
    /// named after it in snake case (<c>GetCurrentTime</c> → <c>get_current_time</c>), its schema made from its parameters
    /// and their descriptions. An instance is made per call, so its constructor may ask for scoped services.
    /// </summary>
    public static IServiceCollection AddTool<TTool>(this IServiceCollection services)
        where TTool : class
    {
        services.TryAddSingleton(provider => new ToolCatalogue(provider.GetServices<ToolRegistration>(), provider));
        return services.AddSingleton(new ToolRegistration(typeof(TTool)));
    }

    /// <summary>The tools that need nothing but the machine: calculator, date and time.</summary>
    public static IServiceCollection AddBuiltInTools(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTool<CalculatorTool>()
            .AddTool<CurrentTimeTool>();
    }
}
