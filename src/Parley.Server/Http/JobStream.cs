using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Jobs;
using Parley.Server.Auth.Live;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>Answers a request with the progress of a job: at once what this process does, within a second what another does.</summary>
internal sealed class JobStream(JobSignal signal, SlowReaders output, IOptions<ServerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A job changes with every batch; people cannot read faster than this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task WriteAsync(HttpContext http, Job job, Func<CancellationToken, Task<Job>> read)
    {
        var live = http.Features.Get<LiveRequest>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, live?.Ended ?? CancellationToken.None);
        WriteHeaders(http);
        try
        {
            await FollowAsync(http, job, read, ended.Token);
        }
        catch (OperationCanceledException) when (live?.Reason is { } reason && !http.RequestAborted.IsCancellationRequested)
        {
            Write(http, "error", JsonSerializer.Serialize(Problem.From(reason), ApiJson.Default.Problem), null);
            await output.FlushAsync(http);
        }
    }

    private async Task FollowAsync(HttpContext http, Job job, Func<CancellationToken, Task<Job>> read, CancellationToken cancellationToken)
    {
        var (number, spoke, last) = (0, clock.GetTimestamp(), default(DateTime?));
        while (true)
        {
            var next = signal.Next;
            job = last is null ? job : await read(cancellationToken);
            var isOver = job.FinishedAt is not null;
            if (isOver || job.UpdatedAt != last)
            {
                Write(http, isOver ? "end" : "progress", JsonSerializer.Serialize(JobResponse.From(job), ApiJson.Default.JobResponse), ++number);
                await output.FlushAsync(http);
                (last, spoke) = (job.UpdatedAt, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(spoke) >= options.Value.Heartbeat)
            {
                http.Response.BodyWriter.Write(": heartbeat\n\n"u8);
                await output.FlushAsync(http);
                spoke = clock.GetTimestamp();
            }

            if (isOver)
            {
                return;
            }

            await Task.Delay(Pause, clock, cancellationToken);
            await JobSignal.WaitAsync(next, Look - Pause, clock, cancellationToken);
        }
    }

    private static void Write(HttpContext http, string name, string json, int? number) =>
        http.Response.BodyWriter.Write(Encoding.UTF8.GetBytes($"{(number is null ? "" : $"id: {number}\n")}event: {name}\ndata: {json}\n\n"));

    private static void WriteHeaders(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-store";
        headers["X-Accel-Buffering"] = "no";
    }
}
