using Parley.Accounts.Tokens;
using Parley.Cli.Terminal;

namespace Parley.Cli.Secrets;

/// <summary>Makes a new key for access tokens, before its time.</summary>
internal sealed class SigningKeyChange(SigningKeys keys, Screen screen)
{
    public async Task<int> RunAsync(bool retire, CancellationToken cancellationToken)
    {
        await keys.RotateAsync(retire, cancellationToken);
        screen.Line(retire
            ? "Access tokens are signed with a new key. Those signed before are refused, on running servers within a minute; clients renew them by themselves."
            : "A new key is published, and signs access tokens once every node knows it. Those signed before stay good.");
        return ExitCode.Ok;
    }
}
