namespace Parley.Cli.Doctor;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Text">What was found, and for a failure what to do.</param>
internal sealed record CheckResult(CheckStatus Status, string Subject, string Text)
{
    public static CheckResult Ok(string subject, string text) => new(CheckStatus.Ok, subject, text);

    public static CheckResult Unused(string subject, string text) => new(CheckStatus.Unused, subject, text);

    public static CheckResult Failed(string subject, string text) => new(CheckStatus.Failed, subject, text);
}

internal enum CheckStatus
{
    Ok,

    /// <summary>Not set up, which is nobody's fault.</summary>
    Unused,

    Failed,
}
