using System.Text.Json;

namespace Parley.Errors;

/// <summary>How an <see cref="ErrorCode"/> is spelt, and which HTTP status it takes.</summary>
public static class ErrorCodes
{
    private static readonly string[] Names =
        [.. Enum.GetNames<ErrorCode>().Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName)];

    /// <summary>The code as clients see it, e.g. <c>TURN_IN_PROGRESS</c>.</summary>
    public static string ToWireName(this ErrorCode code) => Names[(int)code];

    public static int ToStatus(this ErrorCode code) => code switch
    {
        ErrorCode.ValidationError or ErrorCode.ContextTooLong or ErrorCode.ContentFiltered => 400,
        ErrorCode.AuthenticationError => 401,
        ErrorCode.BudgetExceeded => 402,
        ErrorCode.Forbidden or ErrorCode.TierRequired => 403,
        ErrorCode.ConversationNotFound or ErrorCode.NotFound => 404,
        ErrorCode.MethodNotAllowed => 405,
        ErrorCode.Conflict or ErrorCode.TurnInProgress => 409,
        ErrorCode.TooLarge => 413,
        ErrorCode.UnsupportedType => 415,
        ErrorCode.RateLimitExceeded => 429,
        ErrorCode.LlmProviderError => 502,
        ErrorCode.ServiceUnavailable => 503,
        ErrorCode.LlmTimeout => 504,
        _ => 500,
    };
}
