using Parley.Errors;

namespace Parley.Models;

/// <summary>A provider's failure. The message is safe to show: it names the provider and what to do, never a key or the prompt.</summary>
public sealed class ModelException(ModelErrorKind kind, string provider, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ModelErrorKind Kind { get; } = kind;

    /// <summary>The <see cref="IModelProvider.Name"/> of the provider that failed.</summary>
    public string Provider { get; } = provider;

    /// <summary>How long the provider asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether Parley did not call the provider at all, because it is being left alone or paced. Asking again at once is useless.</summary>
    public bool WasHeldBack { get; init; }

    public bool IsRetryable => Kind is ModelErrorKind.RateLimited or ModelErrorKind.Timeout or ModelErrorKind.Unavailable;

    /// <summary>The same failure in the shape a client of ours receives.</summary>
    public AppException ToAppException() => new(ToErrorCode(Kind), Message, this)
    {
        Retryable = IsRetryable,
        RetryAfter = RetryAfter,
        Errors = Kind is ModelErrorKind.ModelNotFound ? new Dictionary<string, string[]> { ["model"] = [Message] } : null,
    };

    private static ErrorCode ToErrorCode(ModelErrorKind kind) => kind switch
    {
        ModelErrorKind.RateLimited => ErrorCode.RateLimitExceeded,
        ModelErrorKind.ModelNotFound => ErrorCode.ValidationError,
        ModelErrorKind.ContentFiltered => ErrorCode.ContentFiltered,
        ModelErrorKind.ContextTooLong => ErrorCode.ContextTooLong,
        ModelErrorKind.Timeout => ErrorCode.LlmTimeout,
        _ => ErrorCode.LlmProviderError,
    };
}
