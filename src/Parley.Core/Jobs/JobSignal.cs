namespace Parley.Jobs;

/// <summary>Says within the process that something about jobs has changed, so that nobody has to wait for the next look at the database.</summary>
public sealed class JobSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next <see cref="Pulse"/>. To be asked for before looking, so that no change falls between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Waits for that pulse, but no longer than so.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time to look anyway.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
