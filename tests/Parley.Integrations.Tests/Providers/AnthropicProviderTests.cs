using Parley.Models;
using Parley.Testing;

namespace Parley.Integrations.Tests.Providers;

public sealed class AnthropicProviderTests : ProviderConformance
{
    protected override IReadOnlyList<string> BasePaths => ["", "/", "/v1", "/v1/", "/v1/messages"];

    protected override IModelProvider Create(string baseUrl, string key = Key, string model = "ok-5x0") =>
        TestProviders.Create("anthropic", ("Providers:Anthropic:BaseUrl", baseUrl), ("Providers:Anthropic:ApiKey", key), ("Providers:Anthropic:Model", model));
}
