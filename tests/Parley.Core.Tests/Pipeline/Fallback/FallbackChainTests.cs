using Parley.Pipeline.Fallback;

namespace Parley.Core.Tests.Pipeline.Fallback;

public sealed class FallbackChainTests
{
    [Fact]
    public void Parse_LinksWithParameters_ReadsEach()
    {
        var chain = FallbackChain.Parse("anthropic, OpenAI/org/gpt-4o-mini?temperature=0.2&max_tokens=800&top_p=1 ,offline");

        Assert.Equal(
            [
                new FallbackLink("anthropic", null),
                new FallbackLink("openai", "org/gpt-4o-mini") { Temperature = 0.2f, MaxOutputTokens = 800, TopP = 1 },
                new FallbackLink("offline", null),
            ],
            chain);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void Parse_Nothing_IsNoChain(string? text) => Assert.Empty(FallbackChain.Parse(text));

    [Theory]
    [InlineData("openai/gpt-4o,anthropic,openai/gpt-4o", "openai/gpt-4o")]
    [InlineData("anthropic,anthropic", "circles")]
    [InlineData("/gpt-4o", "provider/model")]
    [InlineData("openai/", "provider/model")]
    [InlineData("openai?temperature=3", "temperature=3")]
    [InlineData("openai?temperature=cold", "temperature=cold")]
    [InlineData("openai?max_tokens=0", "max_tokens=0")]
    [InlineData("openai?seed=1", "seed=1")]
    [InlineData("a,b,c,d,e,f,g,h,i,j,k", "11 links")]
    public void Parse_Wrong_SaysWhatAndWhere(string text, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => FallbackChain.Parse(text)).Message, StringComparison.Ordinal);
}
