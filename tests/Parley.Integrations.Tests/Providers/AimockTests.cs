using Parley.Models;
using Parley.Testing;

namespace Parley.Integrations.Tests.Providers;

public sealed class OpenAiAimockTests(AimockServer aimock) : AimockConformance(aimock)
{
    protected override IModelProvider Create(string baseUrl) =>
        TestProviders.Create("openai", ("Providers:OpenAI:BaseUrl", baseUrl), ("Providers:OpenAI:ApiKey", "sk-mock-0123456789"));
}

public sealed class AnthropicAimockTests(AimockServer aimock) : AimockConformance(aimock)
{
    // Its filter's reason has no counterpart in the fake's Anthropic answers.
    protected override bool KnowsContentFilter => false;

    protected override IModelProvider Create(string baseUrl) =>
        TestProviders.Create("anthropic", ("Providers:Anthropic:BaseUrl", baseUrl), ("Providers:Anthropic:ApiKey", "sk-mock-0123456789"));
}

public sealed class OllamaAimockTests(AimockServer aimock) : AimockConformance(aimock)
{
    protected override bool KnowsContentFilter => false;

    protected override bool FakeTellsLength => false;

    protected override IModelProvider Create(string baseUrl) => TestProviders.Create("ollama", ("Providers:Ollama:BaseUrl", baseUrl));
}
