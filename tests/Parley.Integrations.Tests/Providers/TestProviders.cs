using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Integrations.Providers;
using Parley.Models;

namespace Parley.Integrations.Tests.Providers;

/// <summary>Providers as the host makes them: by registration and configuration.</summary>
internal static class TestProviders
{
    public static IHost Host(string environment, params (string Name, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)));
        builder.Services.AddModelProviders();
        return builder.Build();
    }

    public static IModelProvider Create(string name, params (string Name, string Value)[] settings) =>
        Host("Production", settings).Services.GetServices<IModelProvider>().Single(provider => provider.Name == name);
}
