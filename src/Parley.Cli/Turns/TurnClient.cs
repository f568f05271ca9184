using Parley.Chat;
using Parley.Cli.Conversations;
using Parley.Errors;

namespace Parley.Cli.Turns;

/// <summary>Starts turns and follows them to their end.</summary>
internal sealed class TurnClient(CallerScopes scopes, TurnRunner runner)
{
    /// <exception cref="AppException">The request is not acceptable.</exception>
    public Task<TurnView> StartAsync(TurnRequest request, CancellationToken cancellationToken) =>
        scopes.RunAsync(db => runner.StartAsync(request, CallerScopes.Caller, db, cancellationToken));

    /// <summary>Reads the turn. Whatever ends the reading early, be it a closed pipe, ends the turn too, with what it has.</summary>
    public static async Task<TurnAnswer> FollowAsync(TurnView turn, Action<TurnEvent> onEvent, CancellationToken cancellationToken)
    {
        try
        {
            return await TurnAnswer.ReadAsync(turn, onEvent, cancellationToken);
        }
        catch
        {
            if (turn.Running is { } running)
            {
                running.Stop();
                await running.Completion;
            }

            throw;
        }
    }
}
