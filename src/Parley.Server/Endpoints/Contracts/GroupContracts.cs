using System.ComponentModel;
using Parley.Accounts.Groups;
using Parley.Accounts.Users;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>People who may read the same things.</summary>
internal sealed record GroupResponse(GroupId Id, string Name, int Members, DateTime CreatedAt);

/// <param name="Id">The person's.</param>
/// <param name="FromProvider">Whether the identity provider put them there; then it may take them out again.</param>
internal sealed record GroupMemberResponse(UserId Id, string Email, string Name, bool FromProvider);

/// <summary>Makes or renames a group.</summary>
internal sealed record GroupRequest
{
    [Description("1 to 100 characters; no other group of the tenant has it.")]
    public string? Name { get; init; }
}
