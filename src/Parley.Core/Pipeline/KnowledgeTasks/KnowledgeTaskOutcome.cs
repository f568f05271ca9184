namespace Parley.Pipeline.KnowledgeTasks;

/// <summary>What became of a question to the model for knowledge.</summary>
internal enum KnowledgeTaskOutcome
{
    Answered,

    /// <summary>Nothing, or too long an answer.</summary>
    Unusable,

    /// <summary>It took longer than is waited for.</summary>
    TimedOut,

    /// <summary>The provider could not be asked, or not properly answered.</summary>
    Failed,

    /// <summary>A budget, an operator or the provider's policy forbade it.</summary>
    Refused,

    /// <summary>It was not asked, because it has kept failing.</summary>
    LeftAlone,
}
