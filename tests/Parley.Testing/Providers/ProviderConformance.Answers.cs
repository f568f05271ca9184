using FakeLlm;
using Microsoft.Extensions.AI;
using Xunit;

namespace Parley.Testing;

public abstract partial class ProviderConformance
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_Question_GivesTextFinishReasonUsageAndModel(bool streaming)
    {
        var response = await SendAsync("How are you today?", streaming, "ok-12x0");

        Assert.Equal(FakeLlmServer.Text(12), response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("ok-12x0", response.ModelId);
        Assert.Equal(12, response.Usage?.OutputTokenCount);
        Assert.True(response.Usage?.InputTokenCount > 0);
        Assert.Equal(response.Usage!.InputTokenCount + 12, response.Usage.TotalTokenCount);
        Assert.Equal(TellsCachedTokens ? 1 : null, response.Usage.CachedInputTokenCount);
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        Assert.False(string.IsNullOrEmpty(response.Messages[0].MessageId));
    }

    [Fact]
    public async Task Stream_Question_GivesATokenAnUpdateAndTheEndLast()
    {
        var (updates, failure) = await Create().ChatClient
            .GetStreamingResponseAsync("How are you?", Model("ok-12x0"), CancellationToken).CollectAsync();

        Assert.Null(failure);
        Assert.Equal(12, updates.Count(update => update.Text.Length > 0));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Single(updates[^1].Contents.OfType<UsageContent>());
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.FinishReason));
        Assert.Single(updates.Select(update => update.MessageId).Distinct());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_NoModelNamed_UsesTheDefault(bool streaming)
    {
        var response = await Create(Fake.BaseUrl.ToString(), model: "ok-3x0").ChatClient
            .SendAsync("Hello", streaming, cancellationToken: CancellationToken);

        Assert.Equal("ok-3x0", response.ModelId);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_AnyText_ArrivesAsWritten(bool streaming)
    {
        const string Text = "Say \"hi\" \\ to 東京, <b>naïve</b> & 👋🏽\tnow\nplease";

        var response = await SendAsync(Text, streaming, "echo");

        Assert.Equal(Text, response.Text);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CharactersSplitBetweenPackets_ArriveWhole(bool streaming)
    {
        var response = await SendAsync("Hello", streaming, "utf8");

        Assert.Equal(FakeLlmServer.Utf8Text, response.Text);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ModelThatThinks_KeepsItsThoughtsApart(bool streaming)
    {
        var response = await SendAsync("Hello", streaming, "reason");

        var thoughts = string.Concat(response.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(content => content.Text));
        Assert.NotEmpty(thoughts);
        Assert.NotEmpty(response.Text);
        Assert.Equal(FakeLlmServer.Text(20), thoughts + response.Text);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_EmptyAnswer_IsEmptyAndFinished(bool streaming)
    {
        var response = await SendAsync("Hello", streaming, "empty");

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_AnswerCutByItsLength_SaysSo(bool streaming)
    {
        var response = await SendAsync("Hello", streaming, "length");

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_AnswerCutByTheContentFilter_SaysSo(bool streaming)
    {
        Assert.SkipUnless(KnowsContentFilter, "It has no content filter.");

        var response = await SendAsync("Hello", streaming, "filter");

        Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
    }

    [Fact]
    public async Task Stream_LongAnswer_ArrivesWhole()
    {
        var options = new ChatOptions { ModelId = "ok-15000x0", MaxOutputTokens = 20_000 };

        var response = await Create().ChatClient.SendAsync("Hello", streaming: true, options, CancellationToken);

        // More than a megabyte in all, which no single event may be.
        Assert.Equal(FakeLlmServer.Text(15000), response.Text);
    }

    [Fact]
    public async Task ListModels_Configured_ListsChatModels()
    {
        var models = await Create(Fake.BaseUrl.ToString(), model: "gpt-4o").ListModelsAsync(CancellationToken);

        Assert.Equal("gpt-4o", models[0]);
        Assert.DoesNotContain(models, model => model.Contains("embed", StringComparison.Ordinal));
    }

    [Fact]
    public void ChatClient_Metadata_NamesTheProvider()
    {
        var provider = Create();

        Assert.Equal(provider.Name, provider.ChatClient.GetService<ChatClientMetadata>()?.ProviderName);
        Assert.True(provider.IsConfigured);
        Assert.Equal(provider.Name.ToLowerInvariant(), provider.Name);
    }
}
