namespace Parley.Fetching;

/// <summary>Something cannot be fetched. The message is for whoever gave the address; it says nothing of what lies behind it.</summary>
public sealed class FetchException(FetchFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public FetchFailure Failure => failure;
}

/// <summary>Why something cannot be fetched; in snake_case on the wire.</summary>
public enum FetchFailure
{
    /// <summary>The address is none, or leads to where nobody may have Parley look.</summary>
    Refused,

    /// <summary>There is no such host, or it does not answer.</summary>
    Unreachable,

    /// <summary>It answers with an error.</summary>
    NotServed,

    TooLarge,

    TimedOut,
}
