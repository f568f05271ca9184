namespace Parley.Integrations.Providers.Wire.Embeddings;

/// <summary>Cuts texts into requests that every provider accepts and whose answers stay within our bound.</summary>
internal static class EmbeddingBatches
{
    // OpenAI takes 2,048; the answer for 256 texts at 4,096 dimensions, as decimal numbers, is about 23 MB.
    public const int MaxTexts = 256;

    // OpenAI takes 300,000 tokens. A character is one token at the most in nearly every text, and a fourth in most.
    private const int MaxCharacters = 250_000;

    /// <summary>A text that is too long alone is a batch of its own: the provider says what is wrong with it.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(IEnumerable<string> texts)
    {
        var batch = new List<string>();
        var characters = 0;
        foreach (var text in texts)
        {
            if (batch.Count > 0 && (batch.Count == MaxTexts || characters + text.Length > MaxCharacters))
            {
                yield return batch;
                batch = [];
                characters = 0;
            }

            batch.Add(text);
            characters += text.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
