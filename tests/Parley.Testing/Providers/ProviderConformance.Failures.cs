using System.Net;
using System.Net.Sockets;
using FakeLlm;
using Microsoft.Extensions.AI;
using Parley.Models;
using Xunit;

namespace Parley.Testing;

public abstract partial class ProviderConformance
{
    public static TheoryData<string, ModelErrorKind, bool> Refusals => new(
        from refusal in new (string, ModelErrorKind)[]
        {
            ("fail-400", ModelErrorKind.InvalidRequest),
            ("fail-401", ModelErrorKind.Authentication),
            ("fail-403", ModelErrorKind.Authentication),
            ("fail-404", ModelErrorKind.ModelNotFound),
            ("fail-422", ModelErrorKind.InvalidRequest),
            ("fail-429-7", ModelErrorKind.RateLimited),
            ("fail-500", ModelErrorKind.Unavailable),
            ("fail-502", ModelErrorKind.Unavailable),
            ("fail-503-7", ModelErrorKind.Unavailable),
            ("fail-504", ModelErrorKind.Timeout),
            ("fail-529-7", ModelErrorKind.Unavailable),
            ("context", ModelErrorKind.ContextTooLong),
        }
        from streaming in new[] { false, true }
        select new TheoryDataRow<string, ModelErrorKind, bool>(refusal.Item1, refusal.Item2, streaming));

    [Theory, MemberData(nameof(Refusals))]
    public async Task Send_Refused_SaysWhyAndHowLongToWait(string model, ModelErrorKind kind, bool streaming)
    {
        var error = await FailsAsync(kind, () => SendAsync("A prompt that nobody else shall read", streaming, model));

        Assert.Equal(model.EndsWith("-7", StringComparison.Ordinal) ? TimeSpan.FromSeconds(7) : null, error.RetryAfter);
        Assert.Equal(Create().Name, error.Provider);
        Assert.DoesNotContain("nobody else", error.Message, StringComparison.Ordinal);
        // Once: a provider never retries.
        Assert.Equal(1, Fake.Stats.Requests);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_PromptRefusedForItsContent_SaysSo(bool streaming)
    {
        Assert.SkipUnless(KnowsContentFilter, "It has no content filter.");

        await FailsAsync(ModelErrorKind.ContentFiltered, () => SendAsync("Hello", streaming, "blocked"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ErrorThatQuotesKeyAndPrompt_TellsNeither(bool streaming)
    {
        var error = await FailsAsync(ModelErrorKind.InvalidRequest, () => SendAsync("My diary: dear diary, today", streaming, "leak"));

        Assert.DoesNotContain("dear diary", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 10, 500);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_WrongKey_IsAuthentication(bool streaming)
    {
        Assert.SkipUnless(UsesKey, "It has no key.");
        await using var locked = await FakeLlmServer.StartAsync(new FakeLlmOptions { Port = 0, ApiKey = Key }, CancellationToken);

        var right = Create(locked.BaseUrl.ToString()).ChatClient.SendAsync("Hello", streaming, cancellationToken: CancellationToken);
        var wrong = Create(locked.BaseUrl.ToString(), "sk-wrong-0123456789").ChatClient;

        Assert.NotEmpty((await right).Text);
        await FailsAsync(ModelErrorKind.Authentication, () => wrong.SendAsync("Hello", streaming, cancellationToken: CancellationToken));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_NobodyListens_IsUnavailable(bool streaming)
    {
        // Bound but not listening: nobody else can take the port meanwhile.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var provider = Create($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");

        var error = await FailsAsync(
            ModelErrorKind.Unavailable, () => provider.ChatClient.SendAsync("Hello", streaming, cancellationToken: CancellationToken));

        Assert.True(error.IsRetryable);
    }

    [Theory]
    [InlineData("reset", false), InlineData("reset", true)]
    [InlineData("reset-mid-3", false), InlineData("reset-mid-3", true)]
    [InlineData("truncate-mid-3", false), InlineData("truncate-mid-3", true)]
    [InlineData("malformed-3", false), InlineData("malformed-3", true)]
    [InlineData("error-mid-3", false), InlineData("error-mid-3", true)]
    public async Task Send_AnswerBreaks_IsUnavailable(string model, bool streaming)
    {
        var error = await FailsAsync(ModelErrorKind.Unavailable, () => SendAsync("Hello", streaming, model));

        Assert.True(error.IsRetryable);
    }

    [Theory, InlineData("reset-mid-3"), InlineData("truncate-mid-3"), InlineData("malformed-3"), InlineData("error-mid-3")]
    public async Task Stream_Breaks_GivesWhatCameBeforeButNoEnd(string model)
    {
        var (updates, failure) = await Create().ChatClient
            .GetStreamingResponseAsync("Hello", Model(model), CancellationToken).CollectAsync();

        Assert.IsType<ModelException>(failure);
        Assert.Equal(FakeLlmServer.Text(3), string.Concat(updates.Select(update => update.Text)));
        Assert.All(updates, update => Assert.Null(update.FinishReason));
    }

    [Fact]
    public async Task Stream_EndlessLine_IsUnavailable() =>
        await FailsAsync(ModelErrorKind.Unavailable, () => SendAsync("Hello", streaming: true, "bigline"));
}
