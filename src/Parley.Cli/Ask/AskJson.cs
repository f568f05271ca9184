using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Cli.Ask;

/// <summary>The one object <c>parley ask --json</c> prints, in the field names of the HTTP API.</summary>
internal static class AskJson
{
    private static readonly AskJsonContext Json = new(new JsonSerializerOptions(AskJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(TurnAnswer answer) => answer.Completed is { } done
        ? JsonSerializer.Serialize(AskResult.From(done, answer.Content), Json.AskResult)
        : Write(answer.Problem, answer.Content);

    public static string Write(Problem? problem, string content) =>
        JsonSerializer.Serialize(new AskFailure(content, problem), Json.AskFailure);
}

/// <param name="Provider">Whose model served it, or the last part of it.</param>
/// <param name="Cost">In US dollars; null where a price is not known.</param>
/// <param name="Cache">Which cache answered; null when a model did.</param>
internal sealed record AskResult(
    MessageId Id, ConversationId ConversationId, TurnId TurnId, string Content, string Provider, string Model, string FinishReason,
    TokenUsage TokensUsed, decimal? Cost, string? Cache, string Degradation, DateTime Timestamp)
{
    public static AskResult From(TurnCompleted done, string content) => new(
        done.Id, done.ConversationId, done.TurnId, content, done.Provider, done.Model, done.FinishReason,
        done.TokensUsed, done.Cost, done.Cache, done.Degradation, done.Timestamp);
}

/// <param name="Content">What was written before it failed.</param>
internal sealed record AskFailure(string Content, Problem? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AskResult))]
[JsonSerializable(typeof(AskFailure))]
internal sealed partial class AskJsonContext : JsonSerializerContext;
