using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Chat.Context;
using Parley.Chat.Grounding;
using Parley.Models.Tokens;

namespace Parley.Chat;

/// <summary>
/// Puts together what the model reads: the system prompt, the passages to answer from, a persona's examples, then the
/// conversation up to the user message.
/// </summary>
public sealed class PromptAssembler(
    TurnHistory histories, Grounder grounder, TokenCounter tokens, IOptions<TurnOptions> options, IOptions<ContextOptions> context, IOptions<GroundingOptions> grounding)
{
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
        var history = await histories.ReadAsync(turn, cancellationToken);
        var budget = new PromptBudget(tokens, context.Value);
        if (turn.Grounding is not { } choice)
        {
            return budget.Fit(preamble, history, turn.Model.Model, turn.ModelOptions.MaxOutputTokens);
        }

        var (found, version) = await grounder.SearchAsync(turn, choice, history, cancellationToken);
        var room = budget.RoomForKnowledge(preamble, history[^1], turn.Model.Model, turn.ModelOptions.MaxOutputTokens, grounding.Value);
        turn.Passages = new PassageAssembly(grounding.Value, new(tokens, turn.Model.Model)).Assemble(found, room);
        turn.ModelOptions.KnowledgeVersion = version;
        return budget.Fit(preamble, history, turn.Model.Model, turn.ModelOptions.MaxOutputTokens, new(ChatRole.System, turn.Passages.Text));
    }
}
