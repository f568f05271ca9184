namespace Parley.Server.OpenAi.Errors;

/// <summary>
/// Leaves a response unfinished on purpose, after its error was sent. Not every client reads errors inside a stream (the
/// one for .NET passes over them), but every client notices that a body has no end. The server logs this exception.
/// </summary>
internal sealed class StreamBrokenException(OpenAiError error)
    : IOException($"A stream broke off and was closed as unfinished ({error.Code ?? error.Type}): {error.Message}")
{
    // The trace would show our own throw and nothing of the cause.
    public override string ToString() => Message;
}
