namespace Parley.Chat;

/// <summary>Who wrote a message.</summary>
public enum MessageRole
{
    User,
    Assistant,
}
