namespace Parley.Data;

/// <summary>
/// Where only one transaction can write at a time, this process's transactions queue here. Left to themselves they would
/// sleep and try again, by chance in any order, until one of them has waited too long.
/// </summary>
public sealed class WriterQueue(IDatabase database) : IDisposable
{
    private readonly SemaphoreSlim? _turn = database.HasOneWriter ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Waits for the turn to write. Dispose what it gives when the transaction has ended; never ask twice.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turn is not null)
        {
            await _turn.WaitAsync(cancellationToken);
        }

        return new Turn(_turn);
    }

    public void Dispose() => _turn?.Dispose();

    public readonly struct Turn : IDisposable
    {
        private readonly SemaphoreSlim? _turn;

        internal Turn(SemaphoreSlim? turn) => _turn = turn;

        public void Dispose() => _turn?.Release();
    }
}
