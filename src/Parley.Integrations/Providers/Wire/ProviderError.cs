using System.Net;
using System.Text.Json;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire;

/// <summary>What a provider says when it fails, whatever the shape it says it in.</summary>
internal readonly record struct ProviderError(string Code, string Type, string Message)
{
    private static readonly string[] ContextPhrases =
    [
        "context_length_exceeded", "exceed_context_size", "context length", "context window", "context size", "context limit",
        "maximum context", "prompt is too long", "model_context_window_exceeded",
    ];

    private static readonly string[] FilterPhrases = ["content filtering policy", "content management policy"];

    /// <summary>
    /// Reads <c>{"error":{"message","type","code"}}</c>, <c>{"error":"text"}</c>, <c>{"message"}</c> and <c>{"detail"}</c>;
    /// anything else is an error without words.
    /// </summary>
    public static ProviderError Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return From(document.RootElement);
        }
        catch (JsonException)
        {
            return new("", "", "");
        }
    }

    public static ProviderError From(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Object && json.TryGetProperty("error", out var error) && error.ValueKind is not JsonValueKind.Null)
        {
            json = error;
        }

        return json.ValueKind switch
        {
            JsonValueKind.String => new("", "", json.ReadText()),
            JsonValueKind.Object => new(json.Text("code"), json.Text("type"), json.Text("message") is { Length: > 0 } text ? text : json.Text("detail")),
            _ => new("", "", ""),
        };
    }

    /// <summary>The kind for a refusal before the answer began.</summary>
    public ModelErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        // An empty purse is told as a rate limit, but waiting does not fill it.
        402 => ModelErrorKind.Authentication,
        429 when Code is "insufficient_quota" || Type is "insufficient_quota" => ModelErrorKind.Authentication,
        429 => ModelErrorKind.RateLimited,
        401 or 403 => ModelErrorKind.Authentication,
        404 => ModelErrorKind.ModelNotFound,
        408 or 504 => ModelErrorKind.Timeout,
        >= 500 => SpecificKind() is ModelErrorKind.ContextTooLong ? ModelErrorKind.ContextTooLong : ModelErrorKind.Unavailable,
        _ => SpecificKind() ?? ModelErrorKind.InvalidRequest,
    };

    /// <summary>The kind for an error inside an answer that began well: broken, unless it says something definite.</summary>
    public ModelErrorKind KindInAnswer() => SpecificKind() ?? ModelErrorKind.Unavailable;

    private ModelErrorKind? SpecificKind()
    {
        if (Mentions(ContextPhrases))
        {
            return ModelErrorKind.ContextTooLong;
        }

        if (Mentions(FilterPhrases))
        {
            return ModelErrorKind.ContentFiltered;
        }

        return (Code, Type) switch
        {
            ("content_filter" or "content_policy_violation" or "invalid_prompt", _) => ModelErrorKind.ContentFiltered,
            ("model_not_found" or "DeploymentNotFound", _) or (_, "not_found_error") => ModelErrorKind.ModelNotFound,
            ("rate_limit_exceeded" or "429", _) or (_, "rate_limit_error" or "rate_limit_exceeded") => ModelErrorKind.RateLimited,
            (_, "authentication_error" or "permission_error") => ModelErrorKind.Authentication,
            _ => null,
        };
    }

    private bool Mentions(string[] phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Code == phrase || Type.StartsWith(phrase, StringComparison.Ordinal) || Message.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
