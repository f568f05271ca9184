using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace Parley.Testing.Models;

/// <summary>One answer of a <see cref="ScriptedProvider"/>, as the test speaks it.</summary>
public sealed class ScriptedAnswer(IReadOnlyList<ChatMessage> prompt, ChatOptions? options, CancellationToken cancellation)
{
    private readonly Channel<ChatResponseUpdate> _updates = Channel.CreateUnbounded<ChatResponseUpdate>();

    public IReadOnlyList<ChatMessage> Prompt { get; } = prompt;

    public ChatOptions? Options { get; } = options;

    /// <summary>Cancelled when Parley hangs up on the model.</summary>
    public CancellationToken HungUp { get; } = cancellation;

    /// <exception cref="TimeoutException">Parley did not hang up in time.</exception>
    public async Task HungUpAsync(TimeSpan within)
    {
        var hungUp = new TaskCompletionSource();
        await using var registration = HungUp.Register(hungUp.SetResult);
        await hungUp.Task.WaitAsync(within);
    }

    internal ChannelReader<ChatResponseUpdate> Updates => _updates.Reader;

    public ScriptedAnswer Say(params string[] tokens)
    {
        foreach (var token in tokens)
        {
            _updates.Writer.TryWrite(new(ChatRole.Assistant, token));
        }

        return this;
    }

    /// <summary>Asks for a tool; to be followed by <see cref="Finish"/>.</summary>
    public ScriptedAnswer Call(string tool, Dictionary<string, object?>? arguments = null)
    {
        _updates.Writer.TryWrite(new(ChatRole.Assistant, [new FunctionCallContent(Guid.NewGuid().ToString("n"), tool, arguments)]));
        return this;
    }

    /// <param name="promptTokens">Null with the other: the model tells no usage.</param>
    public void Finish(ChatFinishReason? reason = null, int? promptTokens = 7, int? completionTokens = 3)
    {
        var usage = new UsageContent(new() { InputTokenCount = promptTokens, OutputTokenCount = completionTokens });
        _updates.Writer.TryWrite(new(ChatRole.Assistant, [usage]) { FinishReason = reason ?? ChatFinishReason.Stop });
        _updates.Writer.TryComplete();
    }

    /// <summary>Ends without saying that it is finished.</summary>
    public void End() => _updates.Writer.TryComplete();

    public void Fail(Exception error) => _updates.Writer.TryComplete(error);
}
