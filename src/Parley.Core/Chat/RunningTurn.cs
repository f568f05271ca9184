using Parley.Chat.Context;
using Parley.Chat.Grounding;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Routing;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>A turn on this node: its ids, its log, and the handle to stop it. Lives a while longer than the turn itself, for readers that resume.</summary>
public sealed class RunningTurn : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _ending = (int)TurnEnding.None;

    public required TurnId Id { get; init; }

    public required Caller Caller { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId UserMessageId { get; init; }

    public required MessageId AnswerId { get; init; }

    public required string Title { get; init; }

    public required ModelSelection Model { get; init; }

    /// <summary>How the model was chosen; null when routing had no part in it.</summary>
    public RouteDecision? Route { get; init; }

    /// <summary>Null when the conversation began with this turn: there is no history to read.</summary>
    internal string? FirstMessage { get; init; }

    /// <summary>What was left out of the prompt to make it fit; null when nothing was, or it is not put together yet.</summary>
    internal ContextReport? Cut { get; set; }

    /// <summary>Who answers; null: nobody in particular.</summary>
    internal TurnPersona? Persona { get; init; }

    /// <summary>From which documents it is answered; null: from none.</summary>
    internal GroundingChoice? Grounding { get; init; }

    /// <summary>What of them the model was given; null before it was, and where it is answered from none.</summary>
    internal GroundedPassages? Passages { get; set; }

    /// <summary>How the model is called, and, once it is, what became of the call.</summary>
    public required ModelCallOptions ModelOptions { get; init; }

    /// <summary>Set before the turn runs.</summary>
    internal TurnRecorder Recorder { get; set; } = null!;

    internal bool IsHidden { get; set; }

    /// <summary>Whether it is durable. Until then it may yet be refused, and must not be taken for the one that runs.</summary>
    internal bool HasBegun { get; set; }

    /// <summary>When it began, as a timestamp of the clock.</summary>
    internal long StartedAt { get; set; }

    /// <summary>When somebody was last seen reading.</summary>
    internal long LastHeardAt { get; set; }

    /// <summary>When the keeper first saw it ended.</summary>
    internal long? EndedAt { get; set; }

    public TurnLog Log { get; } = new();

    /// <summary>Ends when the turn has: everything is durable and the last event is in the log. Never fails.</summary>
    public Task Completion { get; internal set; } = Task.CompletedTask;

    /// <summary>Cancelled when the turn must end; <see cref="Ending"/> then says why.</summary>
    internal CancellationToken Stopping => _stop.Token;

    internal TurnEnding Ending => (TurnEnding)_ending;

    /// <summary>Asks the turn to end. The first reason given is the one that counts.</summary>
    public void Stop() => End(TurnEnding.Stopped);

    internal void End(TurnEnding why)
    {
        if (Interlocked.CompareExchange(ref _ending, (int)why, (int)TurnEnding.None) is (int)TurnEnding.None)
        {
            _stop.Cancel();
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        Recorder?.Dispose();
    }
}
