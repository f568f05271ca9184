namespace Parley.Limits;

/// <summary>What became of some claims.</summary>
/// <param name="IsGranted">Whether all were granted; otherwise nothing was taken for any.</param>
/// <param name="Windows">How their windows stand, in the order of the claims.</param>
public sealed record LimitDecision(bool IsGranted, IReadOnlyList<WindowState> Windows)
{
    public static LimitDecision Free { get; } = new(true, []);
}
