using Parley.Models;
using Parley.Testing;

namespace Parley.Integrations.Tests.Providers;

public sealed class OllamaProviderTests : EmbeddingProviderConformance
{
    protected override bool KnowsContentFilter => false;

    protected override bool UsesKey => false;

    protected override bool KnowsToolChoice => false;

    protected override bool TellsCachedTokens => false;

    protected override IReadOnlyList<string> BasePaths => ["", "/", "/api", "/api/", "/v1", "/api/chat"];

    protected override IModelProvider Create(string baseUrl, string key = Key, string model = "ok-5x0") =>
        TestProviders.Create("ollama", ("Providers:Ollama:BaseUrl", baseUrl), ("Providers:Ollama:Model", model));
}
