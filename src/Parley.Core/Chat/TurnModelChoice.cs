using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Models;
using Parley.Models.Routing;
using Parley.Personas;

namespace Parley.Chat;

/// <summary>
/// Which model answers a turn: the one its persona is bound to, else the router's choice where routing is on or asked for,
/// else the request's or the conversation's.
/// </summary>
public sealed class TurnModelChoice(TurnPersonas personas, ModelRouter router)
{
    /// <param name="userMessage">The message to answer; already stored only when the request regenerates.</param>
    internal async Task<(ModelSelection Model, RouteDecision? Route)> ChooseAsync(
        TurnRequest request, TurnPersona? persona, Conversation? conversation, MessageId userMessage, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var definition = persona?.Definition;
        var isBound = definition?.Provider is not null && !(definition.AllowModelOverride && request.Model is not null);
        if (isBound || !router.Decides(request.Model))
        {
            return (personas.SelectModel(request, definition, conversation), null);
        }

        var read = await ReadAsync(request, conversation, userMessage, db, cancellationToken);
        var route = router.Route(definition is null ? read : read with { Policy = Policy(definition) });
        return (route.Selection, route);
    }

    private static RoutePolicy Policy(PersonaDefinition persona) => new(
        $"persona {persona.DisplayName}", Tier(persona.MinTier), Tier(persona.MaxTier), persona.AllowModelOverride ? null : false);

    private static RouteTier? Tier(string? name) => SnakeCaseEnum.TryRead<RouteTier>(name, out var tier) ? tier : null;

    private static async Task<RouteRequest> ReadAsync(
        TurnRequest request, Conversation? conversation, MessageId userMessage, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var text = request.Regenerates
            ? await db.Messages.Where(message => message.Id == userMessage).Select(message => message.Content).SingleAsync(cancellationToken)
            : request.Message!;
        var routed = new RouteRequest(text) { Provider = request.Provider, Model = request.Model };
        return conversation is null ? routed : routed with
        {
            Depth = await db.Messages.CountAsync(message => message.ConversationId == conversation.Id, cancellationToken),

            // Another answer to the same message is judged by the message alone: the last answer was to it.
            PreviousTier = request.Regenerates ? null : await db.Turns.Where(turn => turn.ConversationId == conversation.Id)
                .OrderByDescending(turn => turn.Id).Select(turn => turn.RouteTier).FirstOrDefaultAsync(cancellationToken),
        };
    }
}
