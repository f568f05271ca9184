using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.Links;

/// <summary>How long one-time links are good. Section <c>Links</c>.</summary>
public sealed class LinkOptions
{
    /// <summary>The one that makes the first owner. Default 24 h; 10 min to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan OwnerSetup { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Invitations. Default 7 days; 10 min to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan Invitation { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Those that set a new password. Default 1 h; 10 min to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan PasswordReset { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Those that confirm a new e-mail address. Default 24 h; 10 min to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan EmailChange { get; set; } = TimeSpan.FromHours(24);

    public TimeSpan For(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.OwnerSetup => OwnerSetup,
        LinkPurpose.Invitation => Invitation,
        LinkPurpose.PasswordReset => PasswordReset,
        _ => EmailChange,
    };
}
