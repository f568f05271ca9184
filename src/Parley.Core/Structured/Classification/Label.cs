namespace Parley.Structured.Classification;

/// <summary>Something a text can be.</summary>
/// <param name="Name">1 to 100 characters, unlike every other label's.</param>
/// <param name="Description">When it applies; null where the name says it. At most 500 characters.</param>
public sealed record Label(string Name, string? Description = null)
{
    public const int MaxNameLength = 100;

    public const int MaxDescriptionLength = 500;
}

/// <summary>How sure the model says it is of a label.</summary>
/// <param name="Confidence">0 to 1, as stated by the model; not a measured probability.</param>
public sealed record LabelConfidence(string Name, double Confidence);

/// <summary>What a text is.</summary>
/// <param name="Label">The label with the highest confidence; null when several may apply and none reaches 0.5.</param>
/// <param name="Confidence">That label's; 0 when there is none.</param>
/// <param name="Labels">Every label, the surest first.</param>
public sealed record ClassificationResult(string? Label, double Confidence, IReadOnlyList<LabelConfidence> Labels);
