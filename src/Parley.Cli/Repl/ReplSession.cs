using Parley.Chat;
using Parley.Cli.Conversations;
using Parley.Cli.Turns;
using Parley.Models;

namespace Parley.Cli.Repl;

/// <summary>Where the chat stands.</summary>
internal sealed class ReplSession(ModelChoices models)
{
    /// <summary>The conversation at hand; null until the first message of a new one.</summary>
    public Conversation? Conversation { get; private set; }

    /// <summary>What was asked for at the start or with <c>/model</c>.</summary>
    public ModelChoice Choice { get; set; } = new(null, null);

    /// <summary>What <c>/list</c> showed last, so that <c>/open</c> can take a number.</summary>
    public IReadOnlyList<Conversation> Listed { get; set; } = [];

    /// <summary>What answers next.</summary>
    public ModelSelection Model => models.Current(Choice, Conversation);

    public void Begin() => Conversation = null;

    /// <summary>Goes on with a conversation, and with the model that answered in it.</summary>
    public void Open(Conversation conversation)
    {
        Conversation = conversation;
        Choice = new(null, null);
    }

    /// <summary>Remembers the conversation that a turn began or went on with.</summary>
    public void Follow(TurnView turn, string title) => Conversation = new()
    {
        Id = turn.ConversationId,
        Title = title,
        Provider = Model.Provider.Name,
        Model = Model.Model,
        HeadId = turn.AnswerId,
    };
}
