using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>The tools that the client offers to run, and whether the model must use them.</summary>
internal static partial class ToolReader
{
    private const int MaxTools = 128;
    private const int MaxDescriptionLength = 32_768;

    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static void Read(RequestField body, ChatOptions options)
    {
        options.AllowMultipleToolCalls = body["parallel_tool_calls"].Flag();
        if (!body["tools"].IsMissing)
        {
            options.Tools = ReadTools(body["tools"]);
        }

        options.ToolMode = ReadChoice(body["tool_choice"], options.Tools ?? []);
    }

    /// <summary>A name of OpenAI's kind, which every provider accepts.</summary>
    public static string ReadName(RequestField name) => Name().IsMatch(name.Required().Text(64))
        ? name.Text()
        : throw name.Invalid($"'{name.Path}' must consist of 1 to 64 letters, digits, underscores and hyphens.");

    private static List<AITool> ReadTools(RequestField tools)
    {
        var read = new List<AITool>();
        var names = new HashSet<string>();
        foreach (var tool in tools.Items(0, MaxTools))
        {
            if (tool.Object()["type"].Required().Text() is not "function")
            {
                throw tool["type"].Unsupported("Only tools of the type 'function' are supported.");
            }

            var function = tool["function"].Required().Object();
            var name = ReadName(function["name"]);
            if (!names.Add(name))
            {
                throw function["name"].Invalid($"Two tools are named '{name}'.");
            }

            var parameters = function["parameters"];
            read.Add(new ClientTool(
                name, function["description"].OptionalText(MaxDescriptionLength) ?? "", parameters.IsMissing ? NoParameters : parameters.Object().Json,
                function["strict"].Flag()));
        }

        return read;
    }

    private static ChatToolMode? ReadChoice(RequestField choice, IList<AITool> tools)
    {
        if (choice.IsMissing)
        {
            return null;
        }

        if (tools.Count == 0)
        {
            throw choice.Invalid("'tool_choice' is allowed only with 'tools'.");
        }

        if (choice.IsText)
        {
            return choice.Text() switch
            {
                "none" => ChatToolMode.None,
                "auto" => ChatToolMode.Auto,
                "required" => ChatToolMode.RequireAny,
                _ => throw choice.Invalid("'tool_choice' must be none, auto, required, or an object that names a function."),
            };
        }

        if (choice.Object()["type"].Required().Text() is not "function")
        {
            throw choice["type"].Unsupported("Only a choice of the type 'function' is supported.");
        }

        var name = choice["function"].Required().Object()["name"].Required();
        return tools.Any(tool => tool.Name == name.Text())
            ? ChatToolMode.RequireSpecific(name.Text())
            : throw name.Invalid($"'{name.Path}' names none of the tools.");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
