namespace Parley.Models;

/// <summary>Why a provider failed, in the same words for every provider.</summary>
public enum ModelErrorKind
{
    /// <summary>Too many requests or tokens (429). Retryable after <see cref="ModelException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The key is missing, wrong or lacks a right (401, 403).</summary>
    Authentication,

    /// <summary>The provider refuses the request as it is (400, 422).</summary>
    InvalidRequest,

    /// <summary>No such model or deployment (404).</summary>
    ModelNotFound,

    /// <summary>The provider's content policy refused the prompt.</summary>
    ContentFiltered,

    /// <summary>The prompt and the answer do not fit the model's context window.</summary>
    ContextTooLong,

    /// <summary>No answer, or no further token, in time. Retryable.</summary>
    Timeout,

    /// <summary>5xx, overload, a refused or broken connection, a stream cut short or malformed. Retryable.</summary>
    Unavailable,
}
