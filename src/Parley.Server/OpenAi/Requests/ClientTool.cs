using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>A tool that the client runs. Only declared here: Parley's tool loop passes its calls on.</summary>
internal sealed class ClientTool(string name, string description, JsonElement schema, bool? strict) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
        strict is null ? new Dictionary<string, object?>() : new() { ["strict"] = strict };
}
