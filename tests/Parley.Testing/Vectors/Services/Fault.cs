namespace Parley.Testing.Vectors.Services;

/// <summary>How a service fails once.</summary>
public enum Fault
{
    /// <summary>429, without saying for how long.</summary>
    Limited,

    /// <summary>429, and to come back in a second.</summary>
    LimitedForASecond,

    /// <summary>429, and to come back in an hour.</summary>
    LimitedForAnHour,

    /// <summary>500.</summary>
    Broken,

    /// <summary>It takes the request and never answers.</summary>
    Hanging,

    /// <summary>It closes the connection.</summary>
    Closed,

    /// <summary>The answer ends in the middle of its JSON.</summary>
    Truncated,

    /// <summary>JSON, but of something else.</summary>
    Foreign,

    /// <summary>400, quoting the key.</summary>
    Refused,
}
