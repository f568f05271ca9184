using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Pipeline.Calls;

namespace Parley.Server.OpenAi.Answers;

/// <summary>Turns a model's updates into chunks.</summary>
internal sealed class StreamedAnswer(ChunkWriter chunks, AnswerUsage usage, bool includeUsage)
{
    private ChatFinishReason? _reason;

    /// <returns>Whether anything was written.</returns>
    public bool Write(ChatResponseUpdate update)
    {
        _reason = update.FinishReason ?? _reason;
        var wrote = false;
        foreach (var content in update.Contents)
        {
            wrote |= Write(content);
        }

        return wrote;
    }

    /// <exception cref="AppException">The model never said that it is finished.</exception>
    public void WriteEnd()
    {
        if (_reason is null)
        {
            throw Broken("The model ended the answer before it was finished. Try again.");
        }

        chunks.WriteFinish(FinishReasons.Name(_reason, chunks.HasCalls));
        if (includeUsage)
        {
            chunks.WriteUsage(usage);
        }

        chunks.WriteDone();
    }

    // Thoughts are not part of the answer here, as they are not at OpenAI.
    private bool Write(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text: { Length: > 0 } text }:
                chunks.WriteText(text);
                return true;
            case FunctionCallContent call:
                chunks.WriteCall(call);
                return true;
            case UsageContent { Details: { } details }:
                usage.Add(details);
                return false;
            case FailoverContent { Restarts: true }:
                throw Broken("The answer broke off and could not be continued. Try again.");
            default:
                return false;
        }
    }

    private static AppException Broken(string message) => new(ErrorCode.LlmProviderError, message) { Retryable = true };
}
