namespace Parley.Jobs;

/// <summary>Keeps a worker's lease while it works, and stops it when the job is called off or another's.</summary>
internal sealed class JobWatch(JobId job, JobLeases leases, JobSignal signal, TimeProvider clock, JobOptions options)
{
    public bool IsLost { get; private set; }

    public bool IsCancelled { get; private set; }

    /// <summary>Goes on until the work is cancelled, by others or by itself.</summary>
    public async Task RunAsync(CancellationTokenSource work)
    {
        var renewed = clock.GetTimestamp();
        var alive = renewed;
        while (!work.IsCancellationRequested)
        {
            try
            {
                var next = signal.Next;
                var extend = clock.GetElapsedTime(renewed) >= options.Lease / 3;
                var (isOurs, isCancelled) = await leases.RenewAsync(job, extend, work.Token);
                alive = clock.GetTimestamp();
                renewed = extend ? alive : renewed;
                (IsLost, IsCancelled) = (!isOurs, isCancelled);
                if (IsLost || IsCancelled)
                {
                    await work.CancelAsync();
                    return;
                }

                await WaitAsync(next, work.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception) when (clock.GetElapsedTime(alive) < options.Lease)
            {
                // The database is away. As long as the lease holds, nobody else has the job.
                await Task.Delay(options.Poll, clock, CancellationToken.None);
            }
            catch (Exception)
            {
                IsLost = true;
                await work.CancelAsync();
                return;
            }
        }
    }

    // Every committed batch pulses: a look after each would be more work than the batch.
    private async Task WaitAsync(Task next, CancellationToken cancellationToken)
    {
        await Task.Delay(options.Poll / 5, clock, cancellationToken);
        await JobSignal.WaitAsync(next, options.Poll * 0.8, clock, cancellationToken);
    }
}
