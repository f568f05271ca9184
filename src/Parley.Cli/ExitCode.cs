namespace Parley.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    public const int Error = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Hung up on, as shells count it: 128 and SIGHUP.</summary>
    public const int HungUp = 129;

    /// <summary>Ctrl-C: 128 and SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>128 and SIGTERM.</summary>
    public const int Terminated = 143;
}
