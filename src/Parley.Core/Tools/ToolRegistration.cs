namespace Parley.Tools;

/// <summary>A class registered by <c>AddTool</c>.</summary>
internal sealed record ToolRegistration(Type Type);
