using Parley.Models;

namespace Parley.Cli.Turns;

/// <summary>Says how each provider is connected.</summary>
internal static class ProviderSetup
{
    /// <summary>The provider that needs nothing.</summary>
    public const string Offline = "offline";

    /// <summary>Told while only the offline assistant answers.</summary>
    public const string Hint =
        "The built-in offline assistant answers. To connect a model, put OPENAI_API_KEY=… or ANTHROPIC_API_KEY=… into the environment or into .env here, or start Ollama; then start again.";

    private static readonly Dictionary<string, string> Steps = new()
    {
        ["openai"] = "set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server",
        ["azure"] = "set AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY and AZURE_OPENAI_DEPLOYMENT",
        ["anthropic"] = "set ANTHROPIC_API_KEY",
        ["ollama"] = "start Ollama on this machine, or set OLLAMA_BASE_URL",
    };

    /// <summary>What to do, as the middle of a sentence.</summary>
    public static string StepsFor(IModelProvider provider) =>
        Steps.GetValueOrDefault(provider.Name) ?? $"see the settings of {provider.DisplayName}";
}
