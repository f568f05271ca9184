namespace Parley.Models;

/// <summary>Which model answers when nobody says. Section <c>Models</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>The provider used when a request names none (DEFAULT_PROVIDER). Null: the first configured one.</summary>
    public string? DefaultProvider { get; set; }
}
