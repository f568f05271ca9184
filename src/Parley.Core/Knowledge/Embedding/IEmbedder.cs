using Parley.Identity;

namespace Parley.Knowledge.Embedding;

/// <summary>Makes vectors of texts, near to each other where the meanings are.</summary>
public interface IEmbedder
{
    /// <summary>Of provider and model, <c>local/use-lite-en</c>. Vectors of two names cannot be compared, and are kept apart.</summary>
    string Name { get; }

    /// <summary>How many numbers a vector has. 0 before the first vector where only the model itself says it: embed, then ask.</summary>
    int Dimensions { get; }

    /// <summary>
    /// How long, in UTF-16 units, a text may be that the model still does justice to. Longer passages are embedded in
    /// overlapping windows of this length, and the best window counts. Null: any passage in one piece.
    /// </summary>
    int? Window { get; }

    /// <summary>How much the vectors count beside the words when both are searched, 0 to 1: a weak model harms when it counts as much as BM25 does.</summary>
    double FusionWeight { get; }

    /// <summary>One vector of length 1 for each text, in their order; a text without anything to embed has the zero vector.</summary>
    /// <param name="caller">On whose behalf: whose budget and limits it counts against where it costs something.</param>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken);
}
