namespace Parley.Integrations.Providers;

/// <summary>OpenAI, or any server that speaks its API: vLLM, llama.cpp, LM Studio, a gateway.</summary>
public sealed class OpenAiOptions
{
    /// <summary>The official API, default of <see cref="BaseUrl"/>.</summary>
    public const string OfficialBaseUrl = "https://api.openai.com/v1";

    /// <summary>The key. None by default; needed by the official API, optional with another <see cref="BaseUrl"/>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// The address below which <c>chat/completions</c> lies. Default <see cref="OfficialBaseUrl"/>. A host alone means
    /// its <c>/v1</c>; a slash at the end does not matter.
    /// </summary>
    [HttpUrl]
    public string? BaseUrl { get; set; } = OfficialBaseUrl;

    /// <summary>The model for requests that name none. Default <c>gpt-4o-mini</c>.</summary>
    public string? Model { get; set; } = "gpt-4o-mini";

    /// <summary>The model for embeddings when a request names none. Default <c>text-embedding-3-small</c>.</summary>
    public string? EmbeddingModel { get; set; } = "text-embedding-3-small";
}
