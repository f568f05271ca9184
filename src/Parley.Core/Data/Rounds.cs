namespace Parley.Data;

/// <summary>What those have in common who look after something again and again: work that fails is told, and done again in the next round.</summary>
public static class Rounds
{
    /// <summary>Works every so often until the process ends.</summary>
    /// <param name="atOnce">Whether for the first time now, and not when so much time has passed.</param>
    public static async Task EveryAsync(
        TimeSpan interval, TimeProvider clock, bool atOnce, Func<CancellationToken, Task> work, Action<Exception> tell, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, clock);
        if (atOnce)
        {
            await OnceAsync(work, tell, stopping);
        }

        while (await timer.WaitForNextTickAsync(stopping))
        {
            await OnceAsync(work, tell, stopping);
        }
    }

    /// <summary>One round.</summary>
    public static async Task OnceAsync(Func<CancellationToken, Task> work, Action<Exception> tell, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            tell(e);
        }
    }
}
