using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Models;
using Xunit;

namespace Parley.Integrations.Tests.Providers;

public sealed class ProviderRegistrationTests
{
    [Fact]
    public void AddModelProviders_NothingConfigured_OffersNone()
    {
        using var host = TestProviders.Host("Production");

        var providers = host.Services.GetServices<IModelProvider>().ToList();

        Assert.Equal(["openai", "azure", "anthropic", "ollama"], providers.Select(provider => provider.Name));
        Assert.All(providers, provider => Assert.False(provider.IsConfigured));
    }

    [Fact]
    public void AddModelProviders_KeysGiven_OffersThemWithTheirDefaults()
    {
        using var host = TestProviders.Host(
            "Production", ("Providers:OpenAI:ApiKey", "k"), ("Providers:OpenAI:BaseUrl", ""), ("Providers:Anthropic:ApiKey", "k"));

        var configured = host.Services.GetServices<IModelProvider>().Where(provider => provider.IsConfigured).ToList();

        Assert.Equal(["gpt-4o-mini", "claude-haiku-4-5"], configured.Select(provider => provider.DefaultModel));
    }

    [Fact]
    public void AddModelProviders_AzureHalfConfigured_IsNotOffered() =>
        Assert.False(TestProviders.Create("azure", ("Providers:Azure:Endpoint", "https://a.example"), ("Providers:Azure:ApiKey", "k")).IsConfigured);

    [Theory]
    [InlineData("Providers:OpenAI:BaseUrl", "localhost:1234")]
    [InlineData("Providers:Azure:Endpoint", "/openai")]
    [InlineData("Providers:Anthropic:BaseUrl", "ftp://host")]
    [InlineData("Providers:Ollama:BaseUrl", "http://user:secret@host")]
    public async Task Start_AddressIsNone_FailsAndNamesIt(string name, string value)
    {
        using var host = TestProviders.Host("Production", (name, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(name.Split(':')[^1], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
