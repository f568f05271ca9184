using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Parley.Errors;

/// <summary>
/// An error as clients receive it: an RFC 9457 problem document, and the <c>error</c> event that ends a stream.
/// </summary>
public sealed record Problem
{
    /// <summary>A stable address that names the kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What went wrong this time, and what to do.</summary>
    public required string Detail { get; init; }

    public required string Code { get; init; }

    /// <summary>Whether the same request may succeed later without a change.</summary>
    public required bool Retryable { get; init; }

    /// <summary>Seconds to wait before a retry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryAfter { get; init; }

    /// <summary>Names this request in the logs and traces.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>What is wrong, by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public static Problem From(AppException error) => new()
    {
        Type = $"urn:parley:problem:{error.Code.ToWireName().ToLowerInvariant().Replace('_', '-')}",
        Title = TitleOf(error.Code),
        Status = error.Code.ToStatus(),
        Detail = error.Message,
        Code = error.Code.ToWireName(),
        Retryable = error.Retryable,
        RetryAfter = error.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
        TraceId = Activity.Current?.TraceId.ToHexString(),
        Errors = error.Errors,
    };

    private static string TitleOf(ErrorCode code) => code switch
    {
        ErrorCode.ValidationError => "The request is not valid",
        ErrorCode.ContextTooLong => "The conversation is too long for the model",
        ErrorCode.ContentFiltered => "The content was refused",
        ErrorCode.AuthenticationError => "Sign-in is needed",
        ErrorCode.BudgetExceeded => "The budget is spent",
        ErrorCode.Forbidden => "Not allowed",
        ErrorCode.TierRequired => "Another plan is needed",
        ErrorCode.ConversationNotFound => "No such conversation",
        ErrorCode.NotFound => "Not found",
        ErrorCode.MethodNotAllowed => "Method not allowed",
        ErrorCode.Conflict => "Conflict",
        ErrorCode.TurnInProgress => "An answer is being written",
        ErrorCode.TooLarge => "The request is too large",
        ErrorCode.UnsupportedType => "Unsupported media type",
        ErrorCode.RateLimitExceeded => "Too many requests",
        ErrorCode.LlmProviderError => "The model provider failed",
        ErrorCode.ServiceUnavailable => "Temporarily unavailable",
        ErrorCode.LlmTimeout => "The model took too long",
        _ => "Something went wrong",
    };
}
