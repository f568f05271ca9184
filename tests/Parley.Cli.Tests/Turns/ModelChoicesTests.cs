using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Cli.Turns;
using Parley.Errors;
using Parley.Models;

namespace Parley.Cli.Tests.Turns;

public sealed class ModelChoicesTests
{
    private static readonly IModelProvider[] Providers = [new Fake("openai", true), new Fake("anthropic", false), new Fake("offline", true)];

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, "gpt-4o", null, "gpt-4o")]
    [InlineData(null, "openai/gpt-4o", "openai", "gpt-4o")]
    [InlineData(null, "OpenAI/vendor/x", "openai", "vendor/x")]
    [InlineData(null, "vendor/x", null, "vendor/x")]
    [InlineData(null, "offline", "offline", null)]
    [InlineData("openai", "offline/x", "openai", "offline/x")]
    public void Parse_Text_GivesProviderAndModel(string? provider, string? model, string? expectedProvider, string? expectedModel) =>
        Assert.Equal(new ModelChoice(expectedProvider, expectedModel), Create().Parse(provider, model));

    [Fact]
    public void Parse_ProviderWithoutKey_NamesTheVariable() =>
        Assert.Contains("ANTHROPIC_API_KEY", Assert.Throws<AppException>(() => Create().Parse("anthropic", null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_UnknownProvider_NamesTheKnown() =>
        Assert.Contains("openai, anthropic, offline", Assert.Throws<UsageException>(() => Create().Parse("bogus", null)).Message, StringComparison.Ordinal);

    [Theory, InlineData(null, null), InlineData("offline", null), InlineData("anthropic", "ANTHROPIC_API_KEY"), InlineData("bogus", "no such provider")]
    public void DefaultProblem_DefaultProvider_IsToldWhenItCannotBeUsed(string? name, string? expected)
    {
        var problem = Create(name).DefaultProblem;

        Assert.Equal(expected is null, problem is null);
        Assert.Contains(expected ?? "", problem ?? "", StringComparison.Ordinal);
    }

    private static ModelChoices Create(string? defaultProvider = null)
    {
        var options = Options.Create(new ModelOptions { DefaultProvider = defaultProvider });
        return new(new ModelSelector(Providers, options), Providers, options);
    }

    private sealed class Fake(string name, bool configured) : IModelProvider
    {
        public string Name => name;

        public string DisplayName => name;

        public bool IsConfigured => configured;

        public string DefaultModel => "m";

        public IChatClient ChatClient => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
