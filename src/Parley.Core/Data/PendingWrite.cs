namespace Parley.Data;

/// <summary>A write on its way to the group commit.</summary>
internal sealed class PendingWrite(SqlStatement[] statements)
{
    public SqlStatement[] Statements { get; } = statements;

    public int[] Touched { get; } = new int[statements.Length];

    // Asynchronously, so that what follows a write never runs on the writer's thread.
    public TaskCompletionSource<int[]> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Succeed() => Done.SetResult(Touched);

    public void Fail(Exception error) => Done.SetException(error);
}
