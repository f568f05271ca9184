using Microsoft.Extensions.AI;
using Parley.Models.Offline.Facts;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>Reads a request's messages and options into an <see cref="OfflineTurn"/>.</summary>
internal static class OfflineTurnReader
{
    // Older text than this is not searched, so that a long conversation costs no more than a long message.
    private const int MaxCharacters = 400_000;

    // A remark about oneself has a few sentences. In a longer text "I" is somebody else.
    private const int LongestRemark = 600;

    // Characters of a text by which its language is told.
    private const int LanguageSample = 4_000;

    public static OfflineTurn Read(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        // 1. The message to answer is the last one of the user's; what follows it are tool rounds.
        var last = messages.Count - 1;
        while (last >= 0 && messages[last].Role != ChatRole.User)
            last--;
        var current = MessageSplitter.Split(last < 0 ? "" : messages[last].Text);

        // 2. Where answers may come from.
        var earlier = messages.Take(Math.Max(last, 0)).Where(message => message.Role == ChatRole.User)
            .Select(message => MessageSplitter.Split(message.Text).Material)
            .ToList();
        var sources = Sources(messages, options, current, earlier).ToList();
        var facts = earlier.Where(text => text.Length <= LongestRemark).SelectMany(text => FactReader.Read(text, isCurrent: false))
            .Concat(current.Material.Length <= LongestRemark ? FactReader.Read(current.Material, isCurrent: true) : []);

        // 3. The texts decide how words are compared, the request decides in which language it is answered.
        var textLanguage = Languages.Detect(string.Join('\n', sources.Select(source => Sample(source.Text))));
        var requestLanguage = Languages.Detect(current.Request.Length > 0 ? current.Request : Sample(current.Material));
        return new OfflineTurn
        {
            Request = current.Request,
            Material = current.Material,
            TextLanguage = textLanguage == Language.Other ? requestLanguage : textLanguage,
            Phrases = Phrases.In(requestLanguage == Language.Other && textLanguage == Language.German ? Language.German : requestLanguage),
            Sources = sources,
            IsGrounded = messages.Any(message => message.Role == ChatRole.System && KnowledgeBlock.Read(message.Text) is not null),
            Facts = [.. facts],
            Tools = OfferedTools(options),
            Outcome = Outcome(messages, last),
            HasExplained = messages.Any(message => message.Role == ChatRole.Assistant
                && (message.Text.Contains(EnglishPhrases.Instance.HowToConnect, StringComparison.Ordinal)
                    || message.Text.Contains(GermanPhrases.Instance.HowToConnect, StringComparison.Ordinal))),
        };
    }

    private static IEnumerable<Source> Sources(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, SplitMessage current, List<string> earlier)
    {
        var system = string.Join("\n\n", messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text)
            .Prepend(options?.Instructions ?? ""));
        var tools = messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()
            .Select(result => new Source(SourceKind.ToolResult, "", result.Result?.ToString() ?? ""));
        var budget = MaxCharacters;
        var recent = earlier.AsEnumerable().Reverse().TakeWhile(text => (budget -= text.Length) > 0).Reverse()
            .Select(text => new Source(SourceKind.EarlierMessage, "", text));
        var block = KnowledgeBlock.Read(system);
        return KnowledgeReader.Read(block?.Instructions ?? system)
            .Concat(block?.Passages ?? [])
            .OrderBy(source => source.Kind)
            .Append(new Source(SourceKind.CurrentMessage, "", current.Material))
            .Concat(recent)
            .Concat(tools)
            .Where(source => source.Text.Length > 0)
            .OrderBy(source => source.Kind);
    }

    private static string Sample(string text) => text.Length > LanguageSample ? text[..LanguageSample] : text;

    private static HashSet<string> OfferedTools(ChatOptions? options) => options?.ToolMode is NoneChatToolMode
        ? []
        : [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(tool => tool.Name)];

    private static ToolOutcome? Outcome(IReadOnlyList<ChatMessage> messages, int last)
    {
        var contents = messages.Skip(last + 1).SelectMany(message => message.Contents).ToList();
        if (contents.OfType<FunctionResultContent>().LastOrDefault() is not { } result)
            return null;
        return contents.OfType<FunctionCallContent>().LastOrDefault(call => call.CallId == result.CallId) is { } call
            ? new ToolOutcome(call, result.Exception is null ? result.Result?.ToString() ?? "" : $"Error: {result.Exception.Message}")
            : null;
    }
}
