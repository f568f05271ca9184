namespace Parley.Errors;

/// <summary>Every error a client can meet. The name in the API is the same in UPPER_SNAKE, see <see cref="ErrorCodes.ToWireName"/>.</summary>
public enum ErrorCode
{
    ValidationError,
    ContextTooLong,
    ContentFiltered,
    AuthenticationError,
    BudgetExceeded,
    Forbidden,
    TierRequired,
    ConversationNotFound,
    NotFound,
    MethodNotAllowed,
    Conflict,
    TurnInProgress,
    TooLarge,
    UnsupportedType,
    RateLimitExceeded,
    InternalError,
    LlmProviderError,
    ServiceUnavailable,
    LlmTimeout,
}
