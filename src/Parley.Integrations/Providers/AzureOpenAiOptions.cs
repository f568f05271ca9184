namespace Parley.Integrations.Providers;

/// <summary>Azure OpenAI by its v1 API. Address, key and deployment are needed; nothing has a default.</summary>
public sealed class AzureOpenAiOptions
{
    /// <summary>The resource's address, <c>https://name.openai.azure.com</c>, with or without <c>/openai/v1</c>.</summary>
    [HttpUrl]
    public string? Endpoint { get; set; }

    /// <summary>The resource's key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The deployment used when a request names none. In Azure a deployment stands where others name a model.</summary>
    public string? Deployment { get; set; }

    /// <summary>The deployment for embeddings. None by default: then there are no embeddings from Azure.</summary>
    public string? EmbeddingDeployment { get; set; }
}
