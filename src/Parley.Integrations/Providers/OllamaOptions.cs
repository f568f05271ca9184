namespace Parley.Integrations.Providers;

/// <summary>Ollama, on this machine or another.</summary>
public sealed class OllamaOptions
{
    /// <summary>
    /// The server's address. None by default: then Ollama is off, except in development, where it is used as soon as it
    /// answers at <c>http://localhost:11434</c> and has a model.
    /// </summary>
    [HttpUrl]
    public string? BaseUrl { get; set; }

    /// <summary>The model for requests that name none. Default: the first one found, else <c>llama3.2</c>.</summary>
    public string? Model { get; set; }

    /// <summary>The model for embeddings when a request names none. Default <c>nomic-embed-text</c>.</summary>
    public string? EmbeddingModel { get; set; } = "nomic-embed-text";
}
