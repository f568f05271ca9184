using Microsoft.Extensions.AI;

namespace Parley.Models;

/// <summary>
/// A source of language models. To add one, write one class in <c>Integrations/Providers</c> and register it with
/// <c>AddProvider&lt;T&gt;()</c>; the conformance suite then runs against it.
/// </summary>
public interface IModelProvider
{
    /// <summary>The name in configuration and in the API, lower case: <c>openai</c>.</summary>
    string Name { get; }

    /// <summary>The name people read: <c>OpenAI</c>.</summary>
    string DisplayName { get; }

    /// <summary>Whether what it needs (a key, an address) was given. Only configured providers are offered.</summary>
    bool IsConfigured { get; }

    /// <summary>The model used when a request names none.</summary>
    string DefaultModel { get; }

    /// <summary>
    /// Talks to the provider. <see cref="ChatOptions.ModelId"/> names the model.
    /// A whole answer carries text, tool calls, finish reason and usage; a stream carries the same in pieces and its
    /// last update carries finish reason and usage. It never retries. Every failure is a <see cref="ModelException"/>,
    /// also when a stream ends before the provider said that it is finished; cancellation is an
    /// <see cref="OperationCanceledException"/> and closes the connection at once.
    /// </summary>
    IChatClient ChatClient { get; }

    /// <summary>Turns texts into vectors; null when the provider has no such models. It fails as <see cref="ChatClient"/> does.</summary>
    IEmbeddingGenerator<string, Embedding<float>>? EmbeddingGenerator => null;

    /// <summary>The model for embeddings when a request names none; null when there are none.</summary>
    string? DefaultEmbeddingModel => null;

    /// <summary>Whether its models can be asked for JSON at all.</summary>
    bool WritesJson => true;

    /// <summary>
    /// Whether the model, given an answer's beginning, can be asked to write the rest of it. Otherwise it has to begin anew.
    /// </summary>
    bool CanContinue(string model) => true;

    /// <summary>False when it is certain, without asking anybody, that there is no such model. Then nothing is stored for it.</summary>
    bool CanServe(string model) => true;

    /// <summary>The models that can be asked for, best first. May call the provider.</summary>
    /// <exception cref="ModelException">The provider could not be asked.</exception>
    Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken);
}
