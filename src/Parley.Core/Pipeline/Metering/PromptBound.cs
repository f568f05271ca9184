using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models.Tokens;

namespace Parley.Pipeline.Metering;

/// <summary>
/// The most tokens a prompt can have, without counting them: a token is at least one byte of text, and what a chat format
/// adds to a message, a tool or an image is bounded generously.
/// </summary>
internal static class PromptBound
{
    private const int PerMessage = 16;
    private const int PerTool = 32;

    // Most providers count up to 1,600 for an image; gpt-4o-mini counts a base and a figure for each of up to eight tiles, 48,000 in all.
    private const int PerImage = 50_000;

    public static int Of(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        long total = PerMessage + TokenCounter.UpperBound(options.Instructions);
        foreach (var message in messages)
        {
            total += PerMessage + TokenCounter.UpperBound(message.AuthorName);
            foreach (var content in message.Contents)
            {
                total += Of(content);
            }
        }

        foreach (var tool in options.Tools ?? [])
        {
            total += PerTool + TokenCounter.UpperBound(tool.Name) + TokenCounter.UpperBound(tool.Description)
                + (tool is AIFunctionDeclaration function ? Of(function.JsonSchema) : 0);
        }

        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
        {
            total += PerTool + Of(schema);
        }

        return (int)Math.Min(total, int.MaxValue);
    }

    private static int Of(AIContent content) => content switch
    {
        TextContent text => TokenCounter.UpperBound(text.Text),
        TextReasoningContent reasoning => TokenCounter.UpperBound(reasoning.Text),
        FunctionCallContent call => PerTool + TokenCounter.UpperBound(call.Name) + TokenCounter.UpperBound(JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions)),
        FunctionResultContent result => PerTool + TokenCounter.UpperBound(result.Result as string ?? JsonSerializer.Serialize(result.Result, AIJsonUtilities.DefaultOptions)),
        DataContent data when data.HasTopLevelMediaType("image") => PerImage,
        DataContent data => data.Data.Length,
        UriContent => PerImage,
        _ => 0,
    };

    private static int Of(JsonElement json) => TokenCounter.UpperBound(json.GetRawText());
}
