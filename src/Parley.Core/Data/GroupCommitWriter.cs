using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Parley.Errors;

namespace Parley.Data;

/// <summary>
/// Writes what must be durable before somebody goes on: all writes that wait at the same time share one transaction, and
/// so one sync to disk. One thread of its own does it, because SQLite's commit blocks and a pool thread must not.
/// <para>A write is a few statements that succeed or fail together. It learns how many rows each of them touched; a
/// statement that must not happen says so in its WHERE clause instead of failing, since a failure spoils the group.</para>
/// </summary>
public sealed partial class GroupCommitWriter : IDisposable
{
    /// <summary>Writes in one transaction. Bounds the memory of a group and how long the first waits for the last.</summary>
    private const int MaxGroup = 512;
    private const int Attempts = 4;

    private readonly BlockingCollection<PendingWrite> _queue = [];
    private readonly IDatabase _database;
    private readonly ILogger<GroupCommitWriter> _logger;
    private readonly Thread _thread;

    public GroupCommitWriter(IDatabase database, ILogger<GroupCommitWriter> logger)
    {
        _database = database;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "group-commit" };
        _thread.Start();
    }

    /// <summary>Completes when the statements are durable.</summary>
    /// <returns>The rows each statement touched.</returns>
    /// <exception cref="AppException"><see cref="ErrorCode.ServiceUnavailable"/>: nothing was written.</exception>
    public Task<int[]> WriteAsync(params SqlStatement[] statements)
    {
        var write = new PendingWrite(statements);
        try
        {
            _queue.Add(write);
        }
        catch (InvalidOperationException e)
        {
            write.Fail(Unavailable(e));
        }

        return write.Done.Task;
    }

    /// <summary>Commits what is queued and ends the thread.</summary>
    public void Dispose()
    {
        if (!_queue.IsAddingCompleted)
        {
            _queue.CompleteAdding();
            _thread.Join();
            _queue.Dispose();
        }
    }

    private void Run()
    {
        using var session = new WriteSession(_database);
        var group = new List<PendingWrite>(MaxGroup);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroup && _queue.TryTake(out var next))
            {
                group.Add(next);
            }

            CommitGroup(session, group);
            group.Clear();
        }
    }

    private void CommitGroup(WriteSession session, List<PendingWrite> group)
    {
        if (TryCommit(session, group, out var error))
        {
            return;
        }

        // One bad write (a value the database refuses) must not fail its neighbours: each gets its own transaction.
        foreach (var write in group)
        {
            if (group.Count == 1 || !TryCommit(session, [write], out error))
            {
                LogFailed(error!, _database.Name);
                write.Fail(Unavailable(error!));
            }
        }
    }

    private static bool TryCommit(WriteSession session, List<PendingWrite> group, out Exception? error)
    {
        // Whatever a driver throws: this thread must outlive it, and the writes must learn of it.
        try
        {
            CommitAnew(session, group);
            error = null;
        }
        catch (Exception e)
        {
            session.Reset();
            error = e;
            return false;
        }

        foreach (var write in group)
        {
            write.Succeed();
        }

        return true;
    }

    // Groups of two nodes may touch the same rows in different orders. The database then ends one of them (deadlock, serialization failure): nothing
    // of it was stored, and it may be done again.
    private static void CommitAnew(WriteSession session, List<PendingWrite> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                session.Commit(group);
                return;
            }
            catch (DbException e) when (attempt < Attempts && e.SqlState is "40P01" or "40001")
            {
                session.Reset();
            }
        }
    }

    private AppException Unavailable(Exception inner) =>
        new(ErrorCode.ServiceUnavailable, $"Parley cannot write to its {_database.Name} database at the moment. Nothing was stored; try again shortly.", inner)
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    [LoggerMessage(LogLevel.Error, "A write to {Database} failed")]
    private partial void LogFailed(Exception error, string database);
}
