namespace Parley.Integrations.Providers;

/// <summary>Anthropic, or a server that speaks its Messages API.</summary>
public sealed class AnthropicOptions
{
    /// <summary>The official API, default of <see cref="BaseUrl"/>.</summary>
    public const string OfficialBaseUrl = "https://api.anthropic.com";

    /// <summary>The key. None by default; needed by the official API, optional with another <see cref="BaseUrl"/>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The address below which <c>v1/messages</c> lies. Default <see cref="OfficialBaseUrl"/>.</summary>
    [HttpUrl]
    public string? BaseUrl { get; set; } = OfficialBaseUrl;

    /// <summary>The model for requests that name none. Default <c>claude-haiku-4-5</c>.</summary>
    public string? Model { get; set; } = "claude-haiku-4-5";
}
