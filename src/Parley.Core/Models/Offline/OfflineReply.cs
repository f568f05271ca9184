using Microsoft.Extensions.AI;

namespace Parley.Models.Offline;

/// <summary>An answer: a text, or a tool to be called first.</summary>
internal sealed record OfflineReply(string Text, FunctionCallContent? Call = null)
{
    public static OfflineReply CallTool(string name, params (string Name, object? Value)[] arguments) => new(
        "",
        // One call per round, so its name serves as its id and the same question always gives the same answer.
        new FunctionCallContent($"call_{name}", name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value)));
}
