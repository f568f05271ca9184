using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Models.Offline;
using Parley.Models.Tokens;
using Parley.Tools;
using Xunit;

namespace Parley.Core.Tests.Models.Offline;

/// <summary>A conversation with the built-in assistant, with or without the real tools and a loop that runs them.</summary>
internal sealed class Assistant(bool withTools = false, string? system = null)
{
    private static readonly OfflineChatClient Client = new(new TokenCounter(new EncodingStore(NullLogger<EncodingStore>.Instance)));

    private static readonly ToolCatalogue Tools = new ServiceCollection()
        .AddSingleton<TimeProvider>(new FixedTime())
        .AddBuiltInTools()
        .BuildServiceProvider()
        .GetRequiredService<ToolCatalogue>();

    private readonly List<ChatMessage> messages = system is null ? [] : [new(ChatRole.System, system)];

    public static IChatClient ChatClient => Client;

    /// <summary>Says each message in turn and returns the last answer.</summary>
    public static async Task<string> AskAsync(params string[] conversation) => await new Assistant().SayAsync(conversation);

    public async Task<string> SayAsync(params string[] conversation)
    {
        var answer = "";
        foreach (var message in conversation)
            answer = await AnswerAsync(message);
        return answer;
    }

    private async Task<string> AnswerAsync(string message)
    {
        messages.Add(new ChatMessage(ChatRole.User, message));
        var options = withTools ? new ChatOptions { Tools = [.. Tools.Functions] } : null;
        for (var round = 0; round < 4; round++)
        {
            var response = await Client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
            messages.AddRange(response.Messages);
            var calls = response.Messages.SelectMany(reply => reply.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0)
                return response.Text;
            foreach (var call in calls)
                messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, await RunAsync(call))]));
        }

        throw new InvalidOperationException("The assistant keeps calling tools.");
    }

    private static async Task<object?> RunAsync(FunctionCallContent call) =>
        await Tools.Find(call.Name)!.InvokeAsync(new AIFunctionArguments(call.Arguments), TestContext.Current.CancellationToken);

    // A Saturday.
    private sealed class FixedTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 22, 30, 5, TimeSpan.Zero);
    }
}
