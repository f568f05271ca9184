using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Parley.Identity;
using Parley.Telemetry;

namespace Parley.Chat;

/// <summary>The turns of this node that run, or ended so recently that their log is still in memory.</summary>
public sealed class TurnRegistry
{
    private readonly ConcurrentDictionary<TurnId, RunningTurn> _turns = new();

    // Apart, because those that ended are many times as many, and whoever looks after the running ones must not meet them.
    private readonly ConcurrentDictionary<TurnId, RunningTurn> _running = new();
    private readonly Queue<RunningTurn> _ended = new();

    public TurnRegistry(IMeterFactory meters) => meters.CreateParley().CreateObservableUpDownCounter(
        "parley.turns.running", () => Running.Count(turn => !turn.Completion.IsCompleted), "{turn}", "Turns at work on this node.");

    /// <summary>Set when the process goes down: no turn may begin any more.</summary>
    internal bool IsDraining { get; set; }

    /// <summary>The turns at work, and those that ended since the keeper last looked.</summary>
    internal IEnumerable<RunningTurn> Running => _running.Select(turn => turn.Value); // Values would copy them all.

    internal bool Contains(TurnId id) => _turns.ContainsKey(id);

    /// <summary>The caller's turn with that id; another person's is not found.</summary>
    public RunningTurn? Find(TurnId id, Caller caller) =>
        _turns.TryGetValue(id, out var turn) && turn.Caller.IsSamePersonAs(caller) && !turn.IsHidden ? turn : null;

    /// <summary>The caller's turn that runs in that conversation.</summary>
    public RunningTurn? FindRunning(ConversationId conversation, Caller caller) =>
        Running.FirstOrDefault(turn =>
            turn.ConversationId == conversation && turn.Caller.IsSamePersonAs(caller) && turn.HasBegun && !turn.Completion.IsCompleted);

    /// <summary>Lets nobody open the turns of a conversation that is deleted, although their logs stay for those who read already.</summary>
    public void Hide(ConversationId conversation)
    {
        foreach (var turn in _turns.Values.Where(turn => turn.ConversationId == conversation))
        {
            turn.IsHidden = true;
        }
    }

    internal void Add(RunningTurn turn)
    {
        _turns[turn.Id] = turn;
        _running[turn.Id] = turn;
    }

    internal void Remove(RunningTurn turn)
    {
        _running.TryRemove(turn.Id, out _);
        _turns.TryRemove(turn.Id, out _);
        turn.Dispose();
    }

    /// <summary>Puts a turn that ended aside. Called by the keeper alone, as is the next.</summary>
    internal void SetAside(RunningTurn turn, long now)
    {
        turn.EndedAt = now;
        if (_running.TryRemove(turn.Id, out _))
        {
            _ended.Enqueue(turn);
        }
    }

    /// <summary>Forgets the turns that ended long enough ago and that nobody reads.</summary>
    internal void Forget(Predicate<RunningTurn> isOver)
    {
        // The oldest is first. One that is still read goes to the end of the queue, so that it holds nobody up.
        for (var i = _ended.Count; i > 0 && isOver(_ended.Peek()); i--)
        {
            var turn = _ended.Dequeue();
            if (turn.Log.ReaderCount > 0)
            {
                _ended.Enqueue(turn);
            }
            else
            {
                Remove(turn);
            }
        }
    }
}
