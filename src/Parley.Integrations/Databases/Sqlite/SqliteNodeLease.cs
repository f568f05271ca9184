using Parley.Data;

namespace Parley.Integrations.Databases.Sqlite;

/// <summary>A lease is a locked file beside the database: the kernel lets go of the lock when the process dies.</summary>
internal sealed class SqliteNodeLease(SqliteDatabase database) : INodeLease
{
    private readonly string _directory = Path.Combine(Path.GetDirectoryName(database.File)!, "nodes");
    private FileStream? _held;

    public string NodeId { get; } = $"node_{Guid.CreateVersion7():n}";

    public Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (_held is null)
        {
            Directory.CreateDirectory(_directory);
            _held = new FileStream(
                PathOf(NodeId), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }

        return Task.CompletedTask;
    }

    public Task<bool> IsAliveAsync(string nodeId, CancellationToken cancellationToken) =>
        Task.FromResult(nodeId == NodeId || (File.Exists(PathOf(nodeId)) && IsLocked(PathOf(nodeId))));

    public async ValueTask DisposeAsync()
    {
        if (_held is not null)
        {
            await _held.DisposeAsync();
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private string PathOf(string nodeId) => Path.Combine(_directory, nodeId + ".lock");
}
