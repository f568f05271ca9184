namespace Parley.Models.Routing;

/// <summary>How capable, and how dear, a model is. The order is from cheap to dear.</summary>
public enum RouteTier
{
    /// <summary>Small and fast: greetings, look-ups, translation of a sentence, extraction.</summary>
    Economy,

    /// <summary>For everyday work: explanations, drafts, plain code.</summary>
    Standard,

    /// <summary>For what needs reasoning: proofs, designs, hard debugging, legal and medical analysis.</summary>
    Premium,
}
