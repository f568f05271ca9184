using Parley.Errors;
using Parley.Models;

namespace Parley.Server.OpenAi.Errors;

/// <summary>A failure as OpenAI's clients know it: <c>{"error":{"message","type","param","code"}}</c> with a status.</summary>
/// <param name="Status">The HTTP status; it decides which exception a client throws.</param>
/// <param name="Type">The kind, such as <c>invalid_request_error</c>.</param>
/// <param name="Param">Which part of the request is wrong, such as <c>messages[0].content</c>.</param>
/// <param name="Code">What programs compare, such as <c>model_not_found</c>.</param>
internal sealed record OpenAiError(int Status, string Type, string Message, string? Param = null, string? Code = null)
{
    public const string InvalidRequest = "invalid_request_error";

    private const string ServerError = "server_error";

    /// <summary>Whether the same request may succeed later without a change.</summary>
    public bool Retryable { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    // A budget that begins anew is worth coming back for, but not within the seconds a client waits by itself.
    public static OpenAiError From(AppException error) => Translate(error) with
    {
        Retryable = error.Retryable && error.Code is not ErrorCode.BudgetExceeded,
        RetryAfter = error.RetryAfter,
    };

    private static OpenAiError Translate(AppException error)
    {
        var param = error.Errors?.Keys.FirstOrDefault();
        var (status, message) = (error.Code.ToStatus(), error.Message);
        var name = error.Code.ToWireName().ToLowerInvariant();
        return error.Code switch
        {
            _ when error.InnerException is ModelException { Kind: ModelErrorKind.ModelNotFound } => ModelNotFound(message),
            // Ours to the provider was the client's to us, and no retry will help.
            ErrorCode.LlmProviderError when error.InnerException is ModelException { Kind: ModelErrorKind.InvalidRequest } =>
                new(400, InvalidRequest, message, param),
            ErrorCode.LlmProviderError => new(status, ServerError, message, null, "provider_error"),
            ErrorCode.LlmTimeout => new(status, ServerError, message, null, "timeout"),
            ErrorCode.ValidationError => new(status, InvalidRequest, message, param),
            ErrorCode.ContextTooLong => new(status, InvalidRequest, message, "messages", "context_length_exceeded"),
            ErrorCode.ContentFiltered => new(status, InvalidRequest, message, "messages", "content_filter"),
            ErrorCode.AuthenticationError => new(status, "authentication_error", message, null, "invalid_api_key"),
            ErrorCode.Forbidden or ErrorCode.TierRequired => new(status, "permission_error", message, null, name),
            ErrorCode.RateLimitExceeded => new(status, "rate_limit_error", message, null, "rate_limit_exceeded"),
            // What OpenAI's clients know as an empty purse.
            ErrorCode.BudgetExceeded => new(429, "insufficient_quota", message, null, "insufficient_quota"),
            _ => new(status, status >= 500 ? ServerError : InvalidRequest, message, param, name),
        };
    }

    public static OpenAiError ModelNotFound(string message) => new(404, InvalidRequest, message, "model", "model_not_found");
}
