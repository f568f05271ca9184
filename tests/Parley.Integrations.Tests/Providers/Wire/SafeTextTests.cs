using Microsoft.Extensions.AI;
using Parley.Integrations.Providers.Wire;
using Xunit;

namespace Parley.Integrations.Tests.Providers.Wire;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-abcd1234efgh. Find yours.", "Incorrect API key provided: ***. Find yours.")]
    [InlineData("Bad header 'Bearer abc'", "Bad header '***")]
    [InlineData("Token AKIA1234567890ABCDEF1234 is old", "Token *** is old")]
    [InlineData("the configured plain is wrong", "the configured *** is wrong")]
    [InlineData("This model's maximum context length is 8192 tokens.", "This model's maximum context length is 8192 tokens.")]
    [InlineData("max_completion_tokens is too large: 99999", "max_completion_tokens is too large: 99999")]
    [InlineData("no model claude-3-5-sonnet-20241022 or gpt-4o-mini-2024-07-18", "no model claude-3-5-sonnet-20241022 or gpt-4o-mini-2024-07-18")]
    [InlineData("tool_call_id not found in tool-results", "tool_call_id not found in tool-results")]
    [InlineData("two\n  lines", "two lines")]
    [InlineData("[{'msg': 'Field required', 'input': {'messages': 'all of it'}}]", "[{'msg': 'Field required',")]
    public void Of_ProvidersWords_HidesKeysOnly(string text, string expected) => Assert.Equal(expected, SafeText.Of(text, "plain", []));

    [Fact]
    public void Of_QuoteOfThePrompt_IsNothing()
    {
        ChatMessage[] messages = [new(ChatRole.User, "My secret garden is behind the old mill")];

        Assert.Equal("", SafeText.Of("Cannot process 'garden is behind the old'", "", messages));
        Assert.Equal("Cannot process it", SafeText.Of("Cannot process it", "", messages));
    }

    [Fact]
    public void Of_LongText_IsCut() => Assert.Equal(301, SafeText.Of(string.Concat(Enumerable.Repeat("word ", 200)), "", []).Length);
}
