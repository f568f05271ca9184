using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>Brings the tables of the index up to the rows of the documents: of each collection one process at a time, and in it one caller for all.</summary>
internal sealed partial class IndexFollower(
    KeywordConnection connections, CollectionRows rows, IOptions<KeywordIndexOptions> options, TimeProvider clock, ILogger logger) : IDisposable
{
    /// <summary>How many collections are followed at the same time.</summary>
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<Guid, Lazy<Task>> _following = new();
    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>The states of these collections, with all that was committed before – unless that is so much that it would take too long.</summary>
    public async Task<IReadOnlyList<IndexedState>> CatchUpAsync(IReadOnlyList<Guid> collections, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var states = await connections.RunAsync(connection => IndexedState.ReadAsync(connection, collections, cancellationToken), cancellationToken);
            var behind = states.Where(state => state.IsBehind).Select(state => state.Collection).ToList();
            var left = options.Value.MaxWait - clock.GetElapsedTime(began);
            if (behind.Count == 0 || left <= TimeSpan.Zero)
            {
                return states;
            }

            try
            {
                // One that was on its way may have begun before the commit that is waited for; then there is another round.
                await Task.WhenAll(behind.Select(FollowAsync)).WaitAsync(left, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                LogSlow(behind.Count, options.Value.MaxWait.TotalSeconds);
                return states;
            }
        }
    }

    /// <summary>Follows a collection unless another does so now. Whatever fails is left to the next search.</summary>
    public async Task TryFollowAsync(Guid collection, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(collection).WaitAsync(cancellationToken);
        }
        catch (AppException e)
        {
            LogFailed(e);
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task FollowAsync(Guid collection)
    {
        var following = _following.GetOrAdd(collection, id => new(() => Task.Run(() => UpdateAsync(id))));
        try
        {
            await following.Value;
        }
        finally
        {
            _following.TryRemove(new(collection, following));
        }
    }

    // It goes on when whoever asked first goes away: others may wait for it.
    private async Task UpdateAsync(Guid collection)
    {
        await _turns.WaitAsync();
        try
        {
            while (await connections.RunAsync(connection => new IndexUpdate(connection, rows, collection).RunAsync(CancellationToken.None), CancellationToken.None))
            {
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The keyword index of {Collections} collections is behind their documents: a search went on without the newest after {Seconds} s")]
    private partial void LogSlow(int collections, double seconds);

    [LoggerMessage(LogLevel.Warning, "The keyword index could not take in what was written; the next search tries again")]
    private partial void LogFailed(Exception error);
}
