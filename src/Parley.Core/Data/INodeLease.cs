namespace Parley.Data;

/// <summary>
/// Says which processes live. A node holds its lease as long as its process does; the operating system or the database
/// lets go of it the moment the process dies, also by <c>kill -9</c>, so no clock is involved.
/// </summary>
public interface INodeLease : IAsyncDisposable
{
    /// <summary>This process. Unique over restarts.</summary>
    string NodeId { get; }

    /// <summary>Takes this process's lease, unless it is held already. Called before anything is written under its name, and now and then.</summary>
    Task AcquireAsync(CancellationToken cancellationToken);

    /// <summary>Whether the process with that id still lives. True for this one.</summary>
    Task<bool> IsAliveAsync(string nodeId, CancellationToken cancellationToken);
}
