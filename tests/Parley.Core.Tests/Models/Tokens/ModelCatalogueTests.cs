using Parley.Models.Tokens;
using Xunit;

namespace Parley.Core.Tests.Models.Tokens;

public sealed class ModelCatalogueTests
{
    [Theory]
    [InlineData("gpt-4o", 128_000, TokenEncoding.O200kBase)]
    [InlineData("gpt-4o-2024-08-06", 128_000, TokenEncoding.O200kBase)]
    [InlineData("openai/gpt-4.1-mini", 1_047_576, TokenEncoding.O200kBase)]
    [InlineData("GPT-5-nano", 400_000, TokenEncoding.O200kBase)]
    [InlineData("ft:gpt-4o-mini:acme::abc", 128_000, TokenEncoding.O200kBase)]
    [InlineData("o1", 200_000, TokenEncoding.O200kBase)]
    [InlineData("o3-mini", 200_000, TokenEncoding.O200kBase)]
    [InlineData("o4-mini-2025-04-16", 200_000, TokenEncoding.O200kBase)]
    [InlineData("gpt-4", 8_192, TokenEncoding.Cl100kBase)]
    [InlineData("gpt-4-turbo-preview", 128_000, TokenEncoding.Cl100kBase)]
    [InlineData("gpt-3.5-turbo-0125", 16_385, TokenEncoding.Cl100kBase)]
    [InlineData("claude-opus-4-1-20250805", 200_000, TokenEncoding.Estimated)]
    [InlineData("llama3.2:3b", 131_072, TokenEncoding.Estimated)]
    [InlineData("extractive-1", 128_000, TokenEncoding.O200kBase)]
    public void Find_KnownModel_HasItsLimitsAndEncoding(string model, int context, TokenEncoding encoding)
    {
        var info = ModelCatalogue.Find(model);

        Assert.True(info.IsKnown);
        Assert.Equal(context, info.ContextTokens);
        Assert.Equal(encoding, info.Encoding);
        Assert.InRange(info.MaxOutputTokens, 1, info.ContextTokens);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("o100k-large"), InlineData("my-own"), InlineData("gpt-40"), InlineData("/")]
    public void Find_UnknownModel_IsCareful(string? model) => Assert.Same(ModelCatalogue.Unknown, ModelCatalogue.Find(model));
}
