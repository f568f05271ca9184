using Parley.Models;
using Parley.Testing;

namespace Parley.Integrations.Tests.Providers;

public sealed class OpenAiProviderTests : EmbeddingProviderConformance
{
    protected override IReadOnlyList<string> BasePaths => ["", "/", "/v1", "/v1/", "/v1/chat/completions"];

    protected override IModelProvider Create(string baseUrl, string key = Key, string model = "ok-5x0") =>
        TestProviders.Create("openai", ("Providers:OpenAI:BaseUrl", baseUrl), ("Providers:OpenAI:ApiKey", key), ("Providers:OpenAI:Model", model));
}
