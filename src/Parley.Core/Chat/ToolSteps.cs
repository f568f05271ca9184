using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Chat;

/// <summary>The payloads of tool events.</summary>
internal static class ToolSteps
{
    /// <summary>Longest result shown, in characters. The model has read the whole one.</summary>
    private const int MaxResult = 2000;

    public static string Began(FunctionCallContent call) =>
        Write(new(call.CallId, call.Name, call.Arguments, "running", null));

    /// <param name="call">The call that is answered, where the model told of it.</param>
    public static string Ended(FunctionResultContent result, FunctionCallContent? call)
    {
        var text = result.Result?.ToString() ?? "";
        return Write(new(
            result.CallId, call?.Name ?? "", call?.Arguments, result.Exception is null ? "done" : "failed",
            text.Length > MaxResult ? text[..MaxResult] + "…" : text));
    }

    private static string Write(ToolStep step) => JsonSerializer.Serialize(step, TurnJson.Default.ToolStep);
}
