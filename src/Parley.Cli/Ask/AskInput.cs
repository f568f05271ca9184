using System.Text;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Cli.Ask;

/// <summary>Makes one message of a question and of what was piped in.</summary>
internal static class AskInput
{
    /// <summary>As a question: what comes in is the question.</summary>
    public const string FromInput = "-";

    /// <param name="question">The words of the command line; none, or a dash, where the input is the question.</param>
    /// <param name="input">What is piped in; null at a terminal.</param>
    /// <exception cref="UsageException">There is no question.</exception>
    /// <exception cref="AppException">It is too long.</exception>
    public static string Compose(string question, string? input)
    {
        var material = input?.Trim('\r', '\n');
        var message = question is "" or FromInput ? material ?? ""
            : string.IsNullOrWhiteSpace(material) ? question
            : $"{material}\n\n{question}";
        return message switch
        {
            { Length: > TurnOptions.MaxMessageLength } => throw TooLong(),
            _ when string.IsNullOrWhiteSpace(message) => throw new UsageException(
                "A question is needed: parley ask \"your question\", or pipe it in: echo \"your question\" | parley ask -"),
            _ => message,
        };
    }

    /// <summary>Reads no more than can be used, however much comes.</summary>
    /// <exception cref="AppException">More came.</exception>
    public static async Task<string> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var text = new char[TurnOptions.MaxMessageLength + 1];
        var length = await reader.ReadBlockAsync(text.AsMemory(), cancellationToken);
        return length == text.Length ? throw TooLong() : new string(text, 0, length);
    }

    private static AppException TooLong() => new(
        ErrorCode.TooLarge,
        $"The question, with what is piped in, has more than {TurnOptions.MaxMessageLength:N0} characters; that is the limit. Send a part of it, for instance its end: tail -c 90000 FILE | parley ask …");
}
