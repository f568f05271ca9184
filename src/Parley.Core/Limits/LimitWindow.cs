namespace Parley.Limits;

/// <summary>How much of something may happen within any stretch of time of that length.</summary>
/// <param name="Key">Names the kind and then the subject, parted by the first colon: <c>requests:user/…</c>.</param>
/// <param name="Limit">At least 1.</param>
/// <param name="Length">At least a second.</param>
public readonly record struct LimitWindow(string Key, long Limit, TimeSpan Length);
