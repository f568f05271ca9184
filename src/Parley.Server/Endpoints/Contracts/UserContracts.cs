using System.ComponentModel;
using System.Text.Json.Serialization;
using Parley.Accounts.Links;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Somebody of one's tenant.</summary>
/// <param name="Email">Empty for a service account.</param>
/// <param name="Role">owner, admin, member, viewer or service.</param>
/// <param name="Tier">Null: the tenant's.</param>
internal sealed record UserResponse(
    UserId Id, string Email, string Name, string Role, string? Tier, bool Disabled, bool HasPassword, DateTime? LastSignInAt, DateTime CreatedAt)
{
    public static UserResponse From(User user) => new(
        user.Id, user.Email, user.Name, SnakeCaseEnum.Write(user.Role), user.Tier is { } tier ? SnakeCaseEnum.Write(tier) : null,
        user.Disabled, user.PasswordHash is not null, user.LastSignInAt, user.CreatedAt);
}

/// <summary>Makes a service account.</summary>
internal sealed record CreateUserRequest
{
    public string? Name { get; init; }

    [Description("service. People are invited instead.")]
    public string? Role { get; init; }
}

/// <summary>Changes somebody; what is left out stays.</summary>
internal sealed record UpdateUserRequest
{
    public string? Name { get; init; }

    [Description("owner, admin, member or viewer.")]
    public string? Role { get; init; }

    [Description("free, starter, professional or enterprise; null for the tenant's.")]
    public string? Tier
    {
        get;

        // Not init: the generated reader gives a value to every such property, also when the body has none.
        set
        {
            field = value;
            SetsTier = true;
        }
    }

    public bool? Disabled { get; init; }

    [JsonIgnore]
    public bool SetsTier { get; private set; }

    /// <exception cref="AppException">A name is not one of those there are.</exception>
    public UserChange Read()
    {
        var errors = new FieldErrors();
        Role? role = Role is null ? null : Names.Read<Role>(errors, "role", Role);
        Tier? tier = Tier is null ? null : Names.Read<Tier>(errors, "tier", Tier);
        errors.Check();
        return new UserChange { Name = Name, Role = role, Disabled = Disabled, SetsTier = SetsTier, Tier = tier };
    }
}

internal sealed record ChangeEmailRequest
{
    public string? Email { get; init; }
}

internal sealed record InviteRequest
{
    public string? Email { get; init; }

    [Description("owner, admin, member or viewer.")]
    public string? Role { get; init; }
}

/// <param name="Url">Only in the answer that makes it: to be handed to the person.</param>
internal sealed record InvitationResponse(LinkId Id, string Email, string Role, DateTime ExpiresAt, DateTime CreatedAt, string? Url)
{
    public static InvitationResponse From(OneTimeLink link, string? url) => new(
        link.Id, link.Email ?? "", SnakeCaseEnum.Write(link.Role ?? Parley.Identity.Role.Viewer), link.ExpiresAt, link.CreatedAt, url);
}

/// <summary>Reads names of fixed sets.</summary>
internal static class Names
{
    public static T Read<T>(FieldErrors errors, string field, string? text)
        where T : struct, Enum
    {
        var known = SnakeCaseEnum.TryRead<T>(text, out var value);
        errors.Add(field, known ? null : $"Must be one of {string.Join(", ", Enum.GetValues<T>().Select(SnakeCaseEnum.Write))}.");
        return value;
    }
}
