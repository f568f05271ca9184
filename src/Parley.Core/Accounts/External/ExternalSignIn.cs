using Microsoft.Extensions.Options;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.External;

/// <summary>Signs somebody in whom an identity provider has named.</summary>
public sealed class ExternalSignIn
{
    private readonly ExternalAccounts _accounts;
    private readonly ExternalProfile _profile;
    private readonly SessionIssuer _sessions;
    private readonly AccountStates _states;
    private readonly AuditTrail _audit;
    private readonly ExternalAccountOptions _options;

    internal ExternalSignIn(
        ExternalAccounts accounts, ExternalProfile profile, SessionIssuer sessions, AccountStates states, AuditTrail audit, IOptions<ExternalAccountOptions> options) =>
        (_accounts, _profile, _sessions, _states, _audit, _options) = (accounts, profile, sessions, states, audit, options.Value);

    public async Task<ExternalSignInResult> SignInAsync(ExternalIdentity who, CancellationToken cancellationToken)
    {
        var (user, refusal) = await _accounts.FindOrMakeAsync(who, cancellationToken);
        var role = who.Role is { } mapped ? mapped.Role ?? _options.RoleOfOthers : user?.Role;

        // Programs have keys, and nobody becomes one by signing in.
        if (refusal is null && (user!.Disabled || user.Role is Role.Service || role is null or Role.Service))
        {
            refusal = ExternalRefusal.NotAllowed;
        }

        if (refusal is { } reason)
        {
            await RecordRefusalAsync(who, user, reason, cancellationToken);
            return new(null, reason);
        }

        await _profile.ApplyAsync(user!, role, who.Groups, cancellationToken);
        _states.Forget(user!.Id.Value);
        if (await _states.FindAsync(user.Id.Value, cancellationToken) is null)
        {
            await RecordRefusalAsync(who, user, ExternalRefusal.NotAllowed, cancellationToken);
            return new(null, ExternalRefusal.NotAllowed);
        }

        return new(await _sessions.StartAsync(user, SignInMethod.Oidc, cancellationToken), null);
    }

    private async Task RecordRefusalAsync(ExternalIdentity who, User? user, ExternalRefusal reason, CancellationToken cancellationToken)
    {
        // Before the first tenant there is no trail.
        if ((user?.TenantId ?? (await _accounts.FindTenantAsync(cancellationToken))?.Id.Value) is { } tenant)
        {
            await _audit.RecordAsync(
                new AuditEntry(AuditActions.SignIn, user?.Id.ToString() ?? "")
                {
                    TenantId = tenant,
                    ActorId = user?.Id.Value,
                    Result = AuditResult.Denied,
                    Details = new Dictionary<string, string> { ["method"] = SnakeCaseEnum.Write(SignInMethod.Oidc), ["issuer"] = who.Issuer, ["reason"] = SnakeCaseEnum.Write(reason) },
                },
                cancellationToken);
        }
    }
}
