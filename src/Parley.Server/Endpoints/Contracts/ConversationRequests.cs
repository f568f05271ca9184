using System.ComponentModel;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Begins an empty conversation.</summary>
internal sealed record CreateConversationRequest
{
    [Description("1 to 200 characters. Default: named after the first message.")]
    public string? Title { get; init; }
}

/// <summary>Changes a conversation; what is left out stays.</summary>
internal sealed record UpdateConversationRequest
{
    [Description("1 to 200 characters.")]
    public string? Title { get; init; }

    [Description("Pinned conversations come first in lists.")]
    public bool? Pinned { get; init; }
}

internal static class TitleRule
{
    /// <returns>The title as it is stored, or null when none was given.</returns>
    /// <exception cref="AppException">It is empty or too long.</exception>
    public static string? Clean(string? title)
    {
        if (title is null)
        {
            return null;
        }

        var clean = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length is > 0 and <= Conversation.MaxTitleLength && !clean.Any(char.IsControl)
            ? clean
            : throw AppException.Invalid("title", $"Give a title of 1 to {Conversation.MaxTitleLength} characters, without control characters.");
    }
}
