namespace Parley.Models;

/// <summary>A provider and one of its models.</summary>
public sealed record ModelSelection(IModelProvider Provider, string Model);
