using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>The options that can change an answer. A test holds this list against the properties there are.</summary>
internal static class OptionsKey
{
    public static void Write(KeyWriter writer, ModelCallOptions call)
    {
        writer.Text(call.ModelId);
        writer.Text(call.Instructions);
        writer.Real(call.Temperature);
        writer.Real(call.TopP);
        writer.Whole(call.TopK);
        writer.Real(call.FrequencyPenalty);
        writer.Real(call.PresencePenalty);
        writer.Whole(call.Seed);
        writer.Whole(call.MaxOutputTokens);
        writer.Whole((long?)call.Reasoning?.Effort);
        writer.Whole((long?)call.Reasoning?.Output);
        writer.Flag(call.AllowMultipleToolCalls);
        writer.Properties(call.AdditionalProperties);
        WriteStops(writer, call.StopSequences);
        WriteFormat(writer, call.ResponseFormat);
        WriteTools(writer, call.Tools);
        WriteMode(writer, call.ToolMode);

        // Nobody can see what a factory makes, and an answer in the background is not this one.
        if (call.RawRepresentationFactory is not null || call.ContinuationToken is not null || call.AllowBackgroundResponses is true)
        {
            writer.Opaque();
        }
    }

    // A set: whichever comes first ends the answer.
    private static void WriteStops(KeyWriter writer, IList<string>? stops)
    {
        writer.Count(stops?.Count ?? 0);
        foreach (var stop in (stops ?? []).Order(StringComparer.Ordinal))
        {
            writer.Text(stop);
        }
    }

    // The text of the schema as it is: models write properties in its order.
    private static void WriteFormat(KeyWriter writer, ChatResponseFormat? format)
    {
        writer.Text(format?.GetType().Name);
        if (format is ChatResponseFormatJson json)
        {
            writer.Text(json.SchemaName);
            writer.Text(json.SchemaDescription);
            writer.Text(json.Schema?.GetRawText());
        }
    }

    // A set as well: a catalogue's order is an accident.
    private static void WriteTools(KeyWriter writer, IList<AITool>? tools)
    {
        writer.Count(tools?.Count ?? 0);
        foreach (var tool in (tools ?? []).OrderBy(tool => tool.Name, StringComparer.Ordinal))
        {
            if (tool is not AIFunctionDeclaration function)
            {
                // It runs at the provider (a search of the web, say) and answers differently every time.
                writer.Opaque();
                return;
            }

            writer.Text(function.Name);
            writer.Text(function.Description);
            writer.Text(function.JsonSchema.GetRawText());
            writer.Text(function.ReturnJsonSchema?.GetRawText());
            writer.Flag(function.GetService<ApprovalRequiredAIFunction>() is not null);
            writer.Properties(function.AdditionalProperties);
        }
    }

    private static void WriteMode(KeyWriter writer, ChatToolMode? mode)
    {
        writer.Text(mode?.GetType().Name);
        writer.Text((mode as RequiredChatToolMode)?.RequiredFunctionName);
    }
}
