using System.Text.Json;

namespace Parley.Integrations.Providers.Wire.Ollama;

/// <summary>The list of models that an Ollama server has.</summary>
internal static class OllamaTags
{
    public const string Path = "api/tags";

    /// <summary>In the server's order, the last changed first; models that only embed are left out.</summary>
    public static IEnumerable<string> ChatModels(JsonElement tags) => tags.Items("models")
        .Where(model => !model.Find("details").Text("family").Contains("bert", StringComparison.Ordinal))
        .Select(model => model.Text("name"))
        .Where(name => name.Length > 0 && !name.Contains("embed", StringComparison.OrdinalIgnoreCase));
}
