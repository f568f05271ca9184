namespace Parley.Limits;

/// <summary>Which limits a request counts against.</summary>
public enum LimitClass
{
    /// <summary>The general ones.</summary>
    General,

    /// <summary>Those of requests that reach a model.</summary>
    Model,

    /// <summary>None.</summary>
    None,
}
