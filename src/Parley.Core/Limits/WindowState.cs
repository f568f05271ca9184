namespace Parley.Limits;

/// <summary>How a window stands after a claim.</summary>
/// <param name="Used">What was taken and has not left yet; by later charges it may be more than the limit.</param>
/// <param name="FreeIn">How long until all of it has left, if nothing more is taken.</param>
/// <param name="RetryIn">How long until the claim would be granted, if nothing more is taken; zero where it was.</param>
public readonly record struct WindowState(long Used, TimeSpan FreeIn, TimeSpan RetryIn);
