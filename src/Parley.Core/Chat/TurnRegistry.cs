using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Parley.Identity;
using Parley.Telemetry;

namespace Parley.Chat;

/// <summary>The turns of this node that run, or ended so recently that their log is still in memory.</summary>
public sealed class TurnRegistry
{
    private readonly ConcurrentDictionary<TurnId, RunningTurn> _turns = new();

    public TurnRegistry(IMeterFactory meters) => meters.CreateParley().CreateObservableUpDownCounter(
        "parley.turns.running", () => All.Count(turn => !turn.Completion.IsCompleted), "{turn}", "Turns at work on this node.");

    /// <summary>Set when the process goes down: no turn may begin any more.</summary>
    internal bool IsDraining { get; set; }

    // Not by Values, which would copy them all.
    internal IEnumerable<RunningTurn> All => _turns.Select(turn => turn.Value);

    internal bool Contains(TurnId id) => _turns.ContainsKey(id);

    /// <summary>The caller's turn with that id; another person's is not found.</summary>
    public RunningTurn? Find(TurnId id, Caller caller) =>
        _turns.TryGetValue(id, out var turn) && turn.Caller == caller && !turn.IsHidden ? turn : null;

    /// <summary>The caller's turn that runs in that conversation.</summary>
    public RunningTurn? FindRunning(ConversationId conversation, Caller caller) =>
        All.FirstOrDefault(turn =>
            turn.ConversationId == conversation && turn.Caller == caller && turn.HasBegun && !turn.Completion.IsCompleted);

    /// <summary>Lets nobody open the turns of a conversation that is deleted, although their logs stay for those who read already.</summary>
    public void Hide(ConversationId conversation)
    {
        foreach (var turn in All.Where(turn => turn.ConversationId == conversation))
        {
            turn.IsHidden = true;
        }
    }

    internal void Add(RunningTurn turn) => _turns[turn.Id] = turn;

    internal void Remove(RunningTurn turn)
    {
        _turns.TryRemove(turn.Id, out _);
        turn.Dispose();
    }
}
