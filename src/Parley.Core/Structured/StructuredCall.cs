using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Models;
using Parley.Pipeline.Calls;
using Parley.Structured.Schemas;

namespace Parley.Structured;

/// <summary>
/// One question to a model until its answer fits: asks, checks, and shows the model what is wrong, twice at most. A
/// provider that refuses the schema mode is asked once more without it; the schema is in the prompt anyway.
/// </summary>
internal sealed class StructuredCall(IChatClient client, JsonSchema schema, ModelCallOptions options)
{
    private const int MaxRepairs = 2;

    private readonly string _model = options.Model.Model;
    private int _attempts;

    /// <param name="check">What must hold beyond the schema; empty when it does.</param>
    /// <exception cref="AppException">The provider failed, or no answer fitted.</exception>
    public async Task<StructuredResult<JsonElement>> RunAsync(
        List<ChatMessage> messages, Func<JsonElement, IReadOnlyList<SchemaError>> check, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await AskAsync(messages, cancellationToken);
            var problems = Problems(answer.Text, check, out var value);
            if (problems.Count == 0)
            {
                var report = options.Report;
                var served = report.ServedBy ?? options.Model;
                return new(value, _attempts, report.PromptTokens, report.CompletionTokens, report.CostNanos, served.Provider.Name, served.Model);
            }

            if (_attempts > MaxRepairs || answer.FinishReason == ChatFinishReason.Length)
            {
                throw Unfit(problems, answer.FinishReason);
            }

            messages.AddRange(StructuredPrompt.Repair(answer.Text, problems));
        }
    }

    private async Task<ChatResponse> AskAsync(List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            return Passed(await SendAsync(messages, cancellationToken));
        }
        catch (ModelException e)
        {
            throw e.ToAppException();
        }
    }

    private async Task<ChatResponse> SendAsync(List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelException e) when (e.Kind is ModelErrorKind.InvalidRequest && options.ResponseFormat is not null)
        {
            options.ResponseFormat = null;
            return await client.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    private ChatResponse Passed(ChatResponse answer)
    {
        _attempts++;
        return answer.FinishReason == ChatFinishReason.ContentFilter
            ? throw new AppException(ErrorCode.ContentFiltered, "The provider's content policy refused the text.")
            : answer;
    }

    private List<string> Problems(string answer, Func<JsonElement, IReadOnlyList<SchemaError>> check, out JsonElement value)
    {
        if (!JsonAnswer.TryRead(answer, out value, out var problem))
        {
            return [problem];
        }

        var errors = schema.Validate(value);
        return [.. (errors.Count > 0 ? errors : check(value)).Select(error => error.ToString())];
    }

    private AppException Unfit(List<string> problems, ChatFinishReason? finish) => finish == ChatFinishReason.Length
        ? new(ErrorCode.LlmProviderError, $"{_model} reached the length limit of its answers before the data was complete. Send a shorter text, or ask for less.")
        : new(ErrorCode.LlmProviderError,
            $"{_model} gave no answer that fits in {_attempts} attempts. Last problems: {string.Join("; ", problems.Take(5))}. Try another model, or a simpler schema.")
        { Retryable = true };
}
