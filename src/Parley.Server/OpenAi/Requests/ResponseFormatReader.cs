using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>In which form the answer is wanted.</summary>
internal static class ResponseFormatReader
{
    private const int MaxDescriptionLength = 4096;

    public static void Read(RequestField format, ChatOptions options)
    {
        if (format.IsMissing)
        {
            return;
        }

        options.ResponseFormat = format.Object()["type"].Required().Text() switch
        {
            "text" => null,
            "json_object" => ChatResponseFormat.Json,
            "json_schema" => ReadSchema(format["json_schema"].Required().Object(), options),
            _ => throw format["type"].Invalid("'response_format.type' must be text, json_object or json_schema."),
        };
    }

    private static ChatResponseFormatJson ReadSchema(RequestField given, ChatOptions options)
    {
        var name = ToolReader.ReadName(given["name"]);
        var description = given["description"].OptionalText(MaxDescriptionLength);
        if (given["strict"].Flag() is { } strict)
        {
            (options.AdditionalProperties ??= [])["strict"] = strict;
        }

        return ChatResponseFormat.ForJsonSchema(given["schema"].Required().Object().Json, name, description);
    }
}
