using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Calls and results between their JSON and their types.</summary>
internal static class ToolCalls
{
    // Not indented as the defaults are: every space is paid for.
    private static readonly JsonSerializerOptions Compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    private static readonly JsonTypeInfo<IDictionary<string, object?>> Arguments =
        (JsonTypeInfo<IDictionary<string, object?>>)Compact.GetTypeInfo(typeof(IDictionary<string, object?>));

    /// <summary>A call. Arguments that are not JSON are kept as its exception: the tool loop tells the model.</summary>
    public static FunctionCallContent Create(string? id, string name, string arguments)
    {
        var call = FunctionCallContent.CreateFromParsedArguments(
            arguments,
            string.IsNullOrEmpty(id) ? "call_" + Guid.NewGuid().ToString("N") : id,
            name,
            static json => string.IsNullOrWhiteSpace(json) ? new Dictionary<string, object?>() : JsonSerializer.Deserialize(json, Arguments));
        // Whoever passes the call on can then show what the model wrote.
        call.RawRepresentation = call.Exception is null ? null : arguments;
        return call;
    }

    public static string ArgumentsJson(FunctionCallContent call) =>
        call.Arguments is null ? "{}" : JsonSerializer.Serialize(call.Arguments, Arguments);

    /// <summary>A result as the model shall read it: texts as they are, everything else as JSON.</summary>
    public static string ResultText(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? "" : "Error: the tool failed.",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        TextContent text => text.Text,
        var value => JsonSerializer.Serialize(value, Compact.GetTypeInfo(value.GetType())),
    };
}
