using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>
/// Reads the body of a chat completion. What Parley cannot do is refused by name: a client that asks for it must not
/// believe that it got it.
/// </summary>
internal static class ChatCompletionReader
{
    private const int MaxModelLength = 300;
    private const int MaxLabelLength = 512;

    /// <summary>Name a request for somebody's books or caches and change no answer.</summary>
    private static readonly string[] Labels = ["user", "safety_identifier", "prompt_cache_key"];

    private static readonly HashSet<string> Known =
    [
        "model", "messages", "stream", "stream_options", "temperature", "top_p", "frequency_penalty", "presence_penalty", "max_tokens",
        "max_completion_tokens", "stop", "seed", "tools", "tool_choice", "parallel_tool_calls", "response_format", "reasoning_effort",
        "metadata", .. Labels,
    ];

    public static string ReadModel(RequestField body) => body["model"].Required().Text(MaxModelLength);

    public static bool ReadStream(RequestField body) => body["stream"].Flag() ?? false;

    /// <summary>Whether the stream shall tell at its end what it cost.</summary>
    public static bool ReadIncludeUsage(RequestField body)
    {
        var options = body["stream_options"];
        if (options.IsMissing)
        {
            return false;
        }

        if (!ReadStream(body))
        {
            throw options.Invalid("'stream_options' is allowed only when 'stream' is true.");
        }

        options.Object();
        if (options["include_obfuscation"].Flag() is true)
        {
            throw options["include_obfuscation"].Unsupported("Parley does not pad its streams. Leave 'include_obfuscation' out.");
        }

        return options["include_usage"].Flag() ?? false;
    }

    /// <summary>Everything else: the messages, and into <paramref name="options"/> what is asked of the model.</summary>
    public static IReadOnlyList<ChatMessage> Read(RequestField body, ChatOptions options)
    {
        UnsupportedParameters.Check(body, Known);
        foreach (var label in Labels)
        {
            body[label].OptionalText(MaxLabelLength);
        }

        SamplingReader.Read(body, options);
        ToolReader.Read(body, options);
        ResponseFormatReader.Read(body["response_format"], options);
        return MessageReader.Read(body["messages"].Required());
    }
}
