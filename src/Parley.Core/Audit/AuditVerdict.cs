namespace Parley.Audit;

/// <summary>What became of checking a tenant's trail.</summary>
/// <param name="Checked">Events whose seal was found right, from the first on.</param>
/// <param name="WithoutOrigin">How many of them no longer say where they came from.</param>
/// <param name="Last">The seal of the last of them. Kept elsewhere, it shows later that the trail was not exchanged as a whole.</param>
/// <param name="Problem">The first thing that is wrong, or null.</param>
public sealed record AuditVerdict(long Checked, long WithoutOrigin, string Last, AuditProblem? Problem)
{
    public bool IsOk => Problem is null;
}

/// <param name="Sequence">The event it is about.</param>
/// <param name="Text">The same as a sentence.</param>
public sealed record AuditProblem(AuditProblemKind Kind, long Sequence, string Text);

public enum AuditProblemKind
{
    /// <summary>The event is not as it was recorded.</summary>
    Changed,

    /// <summary>There is no event of that number, but later ones.</summary>
    Missing,

    /// <summary>The event that belongs here stands elsewhere.</summary>
    OutOfOrder,

    /// <summary>The last events are gone.</summary>
    TailCut,

    /// <summary>The key that sealed it is not among the installation's.</summary>
    KeyUnknown,

    /// <summary>Where it came from is not as it was recorded.</summary>
    OriginChanged,

    /// <summary>The head of the chain is not as it was sealed, or gone.</summary>
    HeadChanged,
}
