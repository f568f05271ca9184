namespace Parley.Errors;

/// <summary>
/// A failure whose message may be shown to the person who caused or met it. It says what to do next and never carries
/// secrets, other people's data or a stack trace. Mapped once to a problem document, or to the last event of a stream.
/// </summary>
public sealed class AppException(ErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ErrorCode Code { get; } = code;

    /// <summary>Whether the same request may succeed later without a change.</summary>
    public bool Retryable { get; init; }

    /// <summary>How long to wait before a retry, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For <see cref="ErrorCode.ValidationError"/>: what is wrong, by the field's name in the API.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>A validation failure of one field.</summary>
    public static AppException Invalid(string field, string problem) =>
        new(ErrorCode.ValidationError, problem) { Errors = new Dictionary<string, string[]> { [field] = [problem] } };
}
