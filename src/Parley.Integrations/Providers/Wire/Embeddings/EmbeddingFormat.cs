using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Embeddings;

/// <summary>How one family of providers spells a request for embeddings. As strict and as nameless as <see cref="WireFormat"/>.</summary>
internal abstract class EmbeddingFormat
{
    /// <summary>The endpoint, below the base address.</summary>
    public abstract string Path { get; }

    public abstract void WriteRequest(Utf8JsonWriter json, string model, IReadOnlyList<string> texts, int? dimensions);

    /// <summary>The vectors in the order of the texts.</summary>
    /// <exception cref="JsonException">A vector is no vector.</exception>
    public abstract EmbeddingAnswer Read(JsonElement answer);

    protected static float[] ReadNumbers(JsonElement array)
    {
        var vector = new float[array.GetArrayLength()];
        var i = 0;
        foreach (var number in array.EnumerateArray())
        {
            if (number.ValueKind is not JsonValueKind.Number || !number.TryGetSingle(out vector[i++]))
            {
                throw new JsonException("A vector holds what is no number.");
            }
        }

        return vector;
    }
}

/// <param name="Vectors">One for every text.</param>
/// <param name="Model">As the provider names it; empty when it does not.</param>
/// <param name="Usage">Null when the provider does not say.</param>
internal readonly record struct EmbeddingAnswer(IReadOnlyList<float[]> Vectors, string Model, UsageDetails? Usage);
