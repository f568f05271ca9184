using Parley.Models;
using Parley.Testing;

namespace Parley.Integrations.Tests.Providers;

public sealed class AzureOpenAiProviderTests : EmbeddingProviderConformance
{
    protected override IReadOnlyList<string> BasePaths => ["", "/", "/openai", "/openai/v1", "/openai/v1/"];

    protected override IModelProvider Create(string baseUrl, string key = Key, string model = "ok-5x0") =>
        TestProviders.Create("azure", ("Providers:Azure:Endpoint", baseUrl), ("Providers:Azure:ApiKey", key), ("Providers:Azure:Deployment", model),
            ("Providers:Azure:EmbeddingDeployment", "embed-1"));
}
