using Parley.Errors;

namespace Parley.Limits;

/// <summary>Whether a request may go on, and how its caller stands.</summary>
/// <param name="Limit">Of the tightest limit of requests.</param>
/// <param name="Remaining">How many more it has room for now.</param>
/// <param name="ResetSeconds">Until it has room for all again, if nothing more is asked.</param>
/// <param name="Refusal">Why the request may not go on; null: it may.</param>
public sealed record Admission(long Limit, long Remaining, int ResetSeconds, AppException? Refusal);
