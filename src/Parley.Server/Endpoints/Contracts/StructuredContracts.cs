using System.ComponentModel;
using System.Text.Json;
using Parley.Chat;
using Parley.Structured;
using Parley.Structured.Classification;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A text and the schema of what is wanted from it.</summary>
internal sealed record ExtractRequest
{
    [Description("What to read: 1 to 100,000 characters.")]
    public string? Text { get; init; }

    [Description("A JSON Schema of what is wanted, at most 64 KiB.")]
    public JsonElement? Schema { get; init; }

    [Description("What to mind beyond the schema, at most 4,000 characters.")]
    public string? Instructions { get; init; }

    [Description("A configured provider. Default: the server's.")]
    public string? Provider { get; init; }

    [Description("A model of the provider, or auto. Default: the provider's.")]
    public string? Model { get; init; }
}

/// <summary>Data that fits the schema.</summary>
/// <param name="Attempts">1 when the first answer fitted; each repair is one more.</param>
/// <param name="Cost">US dollars, all attempts together; null where no price is known.</param>
internal sealed record ExtractResponse(
    JsonElement Data, int Attempts, TokenUsage TokensUsed, decimal? Cost, string Model, string Provider)
{
    public static ExtractResponse From(StructuredResult<JsonElement> result) => new(
        result.Data, result.Attempts, new(result.PromptTokens, result.CompletionTokens), result.CostNanos / 1e9m, result.Model, result.Provider);
}

/// <summary>A text and what it may be.</summary>
internal sealed record ClassifyRequest
{
    [Description("What to classify: 1 to 100,000 characters.")]
    public string? Text { get; init; }

    [Description("2 to 100 labels, each a name or an object with name and description.")]
    public JsonElement? Labels { get; init; }

    [Description("Whether several labels may apply, or none. Default: exactly one does.")]
    public bool Multi { get; init; }

    [Description("What to mind beyond the labels' descriptions, at most 4,000 characters.")]
    public string? Instructions { get; init; }

    [Description("A configured provider. Default: the server's.")]
    public string? Provider { get; init; }

    [Description("A model of the provider, or auto. Default: the provider's.")]
    public string? Model { get; init; }
}

/// <summary>What the text is.</summary>
/// <param name="Label">The surest label; null when several may apply and none reaches 0.5.</param>
/// <param name="Confidence">As the model states it, 0 to 1; not a measured probability.</param>
/// <param name="Labels">Every label, the surest first. With multi, those from 0.5 on apply; else they add up to 1.</param>
internal sealed record ClassifyResponse(
    string? Label, double Confidence, string ConfidenceSource, IReadOnlyList<LabelConfidence> Labels,
    int Attempts, TokenUsage TokensUsed, decimal? Cost, string Model, string Provider)
{
    public static ClassifyResponse From(StructuredResult<ClassificationResult> result) => new(
        result.Data.Label, result.Data.Confidence, "stated_by_model", result.Data.Labels,
        result.Attempts, new(result.PromptTokens, result.CompletionTokens), result.CostNanos / 1e9m, result.Model, result.Provider);
}
