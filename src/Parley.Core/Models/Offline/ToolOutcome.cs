using Microsoft.Extensions.AI;

namespace Parley.Models.Offline;

/// <summary>The result of a call this assistant made in answer to the current message.</summary>
internal sealed record ToolOutcome(FunctionCallContent Call, string Result)
{
    /// <summary>What went wrong; <c>null</c> when nothing did. Tools report errors as a text that begins so.</summary>
    public string? Error => Result.StartsWith("Error:", StringComparison.OrdinalIgnoreCase) ? Result["Error:".Length..].Trim() : null;

    public string Argument(string name) => Call.Arguments?.TryGetValue(name, out var value) == true ? value?.ToString() ?? "" : "";
}
