using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Integrations.Providers.Wire;
using Parley.Models;
using Parley.Models.Keys;

namespace Parley.Integrations.Providers;

public static class ProviderServiceCollectionExtensions
{
    /// <summary>Registers the providers that are called over the network, in order of preference.</summary>
    public static IServiceCollection AddModelProviders(this IServiceCollection services)
    {
        services.AddProviderOptions<OpenAiOptions>("Providers:OpenAI");
        services.AddProviderOptions<AzureOpenAiOptions>("Providers:Azure");
        services.AddProviderOptions<AnthropicOptions>("Providers:Anthropic");
        services.AddProviderOptions<OllamaOptions>("Providers:Ollama");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProviderKeys>();
        services.AddSingleton<WireHttp>();
        services.AddSingleton<OllamaDetector>();
        services.AddHostedService(provider => provider.GetRequiredService<OllamaDetector>());
        return services
            .AddProvider<OpenAiProvider>()
            .AddProvider<AzureOpenAiProvider>()
            .AddProvider<AnthropicProvider>()
            .AddProvider<OllamaProvider>();
    }

    private static void AddProviderOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
