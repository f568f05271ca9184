using System.Text;
using Microsoft.Extensions.AI;

namespace Parley.Models.Tokens;

/// <summary>
/// Counts tokens as a model would: exactly for OpenAI's encodings, by <see cref="TokenEstimate"/> for every other model.
/// Thread-safe; the first count of an encoding loads its table (about 0.1 s).
/// </summary>
public sealed class TokenCounter
{
    // "How to count tokens with tiktoken", OpenAI Cookbook, num_tokens_from_messages: each message is
    // <|start|>{role}\n{content}<|end|>\n, a name costs one more, and every reply is primed with <|start|>assistant<|message|>.
    private const int TokensPerMessage = 3;
    private const int TokensPerName = 1;
    private const int TokensPerReply = 3;

    // "Images and vision", OpenAI platform guide: 85 + 170 for each of the four tiles of a 1024 × 1024 image in high detail.
    private const int TokensPerImage = 765;

    private readonly EncodingStore encodings;

    internal TokenCounter(EncodingStore encodings) => this.encodings = encodings;

    /// <summary>Whether counts for this model are exact.</summary>
    public bool IsExact(string? model) => Find(model) is not null;

    public int Count(string? text, string? model) => string.IsNullOrEmpty(text) ? 0 : Count(Find(model), text);

    /// <summary>By o200k_base, which the sizes of passages are counted by, whatever model reads them.</summary>
    internal int Count(string text) => Count(encodings.Find(TokenEncoding.O200kBase), text);

    /// <summary>
    /// The tokens of a request's messages, with what the chat format adds to each and to the reply. Tool calls and their
    /// results count as the text they carry; an image counts as one of 1024 × 1024.
    /// </summary>
    public int Count(IEnumerable<ChatMessage> messages, string? model)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var encoding = Find(model);
        return TokensPerReply + messages.Sum(message => Count(encoding, message));
    }

    /// <summary>One message with its overhead, without the reply's. For fitting messages into a budget one by one.</summary>
    public int Count(ChatMessage message, string? model)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Count(Find(model), message);
    }

    /// <summary>
    /// Whether <paramref name="text"/> has at most <paramref name="limit"/> tokens. Does not count when the
    /// <see cref="UpperBound"/> settles it.
    /// </summary>
    public bool Fits(string? text, string? model, int limit) => UpperBound(text) <= limit || Count(text, model) <= limit;

    /// <summary>Never less than any count of the text: a token is at least one byte of UTF-8. Costs next to nothing.</summary>
    public static int UpperBound(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>Counts the tokens of a text by o200k_base once, so that any span of it is counted at next to no cost.</summary>
    internal TokenMap Map(string text) => new(text, encodings.Find(TokenEncoding.O200kBase));

    private BpeEncoding? Find(string? model) => encodings.Find(ModelCatalogue.Find(model).Encoding);

    private static int Count(BpeEncoding? encoding, ChatMessage message)
    {
        var count = TokensPerMessage + Count(encoding, message.Role.Value);
        if (!string.IsNullOrEmpty(message.AuthorName))
            count += TokensPerName + Count(encoding, message.AuthorName);
        return count + message.Contents.Sum(content => Count(encoding, content));
    }

    private static int Count(BpeEncoding? encoding, AIContent content) => content switch
    {
        TextContent text => Count(encoding, text.Text),
        TextReasoningContent reasoning => Count(encoding, reasoning.Text),
        FunctionCallContent call => TokensPerMessage + Count(encoding, call.Name)
            + (call.Arguments?.Sum(argument => Count(encoding, $"\"{argument.Key}\":{argument.Value},")) ?? 0),
        FunctionResultContent result => TokensPerMessage + Count(encoding, result.Result?.ToString()),
        DataContent data when data.HasTopLevelMediaType("image") => TokensPerImage,
        UriContent uri when uri.HasTopLevelMediaType("image") => TokensPerImage,
        _ => 0,
    };

    private static int Count(BpeEncoding? encoding, string? text) =>
        string.IsNullOrEmpty(text) ? 0 : encoding?.Count(text) ?? TokenEstimate.Count(text);
}
