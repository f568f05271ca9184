using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Chat.Context;
using Parley.Data;
using Parley.Identity;
using Parley.Models.Tokens;

namespace Parley.Chat;

/// <summary>Puts together what the model reads: the system prompt, a persona's examples, then the conversation up to the user message.</summary>
public sealed class PromptAssembler(IServiceScopeFactory scopes, TokenCounter tokens, IOptions<TurnOptions> options, IOptions<ContextOptions> context)
{
    /// <summary>Messages looked at, newest first. Far beyond any context window; bounds the memory of endless conversations.</summary>
    private const int MaxHistory = 500;

    internal async ValueTask<AssembledPrompt> AssembleAsync(RunningTurn turn, CancellationToken cancellationToken)
    {
        ChatMessage[] preamble =
        [
            new(ChatRole.System, turn.Persona?.Rendered.SystemPrompt ?? options.Value.SystemPrompt),
            .. (turn.Persona?.Rendered.Examples ?? []).SelectMany(example => new ChatMessage[]
            {
                new(ChatRole.User, example.User), new(ChatRole.Assistant, example.Assistant),
            }),
        ];
        IReadOnlyList<ChatMessage> history = turn.FirstMessage is { } first
            ? [new ChatMessage(ChatRole.User, first)]
            : await HistoryAsync(turn, cancellationToken);
        return new PromptBudget(tokens, context.Value).Fit(preamble, history, turn.Model.Model, turn.ModelOptions.MaxOutputTokens);
    }

    private async Task<IReadOnlyList<ChatMessage>> HistoryAsync(RunningTurn turn, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = turn.Caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var path = await ConversationPath.ToAsync(db, turn.ConversationId, turn.UserMessageId, cancellationToken);
        var recent = path.Skip(path.Count - MaxHistory).ToList();
        var messages = await db.Messages.AsNoTracking().Where(message => recent.Contains(message.Id))
            .ToDictionaryAsync(message => message.Id, cancellationToken);

        // An answer that never said anything (it failed, or was stopped first) would only confuse the model.
        return [.. recent.Select(id => messages[id]).Where(message => message.Content.Length > 0)
            .Select(message => new ChatMessage(
                message.Role is MessageRole.User ? ChatRole.User : ChatRole.Assistant, message.Content)
            {
                MessageId = message.Id.ToString(),
            })];
    }
}
