using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Chat;
using Parley.Data;

namespace Parley.Cli.Conversations;

/// <summary>A conversation as JSON, in the field names of the HTTP API.</summary>
internal static class JsonExport
{
    private static readonly ExportJson Json = new(new JsonSerializerOptions(ExportJson.Default.Options)
    {
        // Written to a file or a terminal, not into a page: other alphabets stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(Transcript transcript) =>
        JsonSerializer.Serialize(ExportedConversation.From(transcript), Json.ExportedConversation) + "\n";
}

internal sealed record ExportedConversation(
    ConversationId Id, string Title, DateTime CreatedAt, DateTime UpdatedAt, IReadOnlyList<ExportedMessage> Messages)
{
    public static ExportedConversation From(Transcript transcript) => new(
        transcript.Conversation.Id, transcript.Conversation.Title, transcript.Conversation.CreatedAt, transcript.Conversation.UpdatedAt,
        [.. transcript.Entries.Select(ExportedMessage.From)]);
}

internal sealed record ExportedMessage(
    MessageId Id, MessageId? ParentId, string Role, string Content, DateTime CreatedAt, string Status,
    string? Provider, string? Model, string? FinishReason, TokenUsage? TokensUsed, string? Error)
{
    public static ExportedMessage From(TranscriptEntry entry) => new(
        entry.Message.Id, entry.Message.ParentId, SnakeCaseEnum.Write(entry.Message.Role), entry.Message.Content, entry.Message.CreatedAt,
        SnakeCaseEnum.Write(entry.Turn?.Status ?? TurnStatus.Complete), entry.Turn?.Provider, entry.Turn?.Model, entry.Turn?.FinishReason,
        entry.Turn is { PromptTokens: not null } or { CompletionTokens: not null }
            ? new TokenUsage(entry.Turn.PromptTokens ?? 0, entry.Turn.CompletionTokens ?? 0) : null,
        entry.Turn?.ErrorDetail);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ExportedConversation))]
internal sealed partial class ExportJson : JsonSerializerContext;
