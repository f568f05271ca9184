using System.Buffers;

namespace FakeLlm;

/// <summary>Sends an answer token by token, until the mode says otherwise.</summary>
internal sealed class StreamedAnswer(Wheel wheel, Counters counters)
{
    /// <summary>A token of 2 MB.</summary>
    private static readonly byte[] BigLine = [.. Enumerable.Repeat((byte)'x', 2 * 1024 * 1024)];

    private readonly Preamble _preamble = new(wheel, counters);
    private readonly SlowWriter _slow = new(wheel);

    public async Task WriteAsync(HttpContext context, Answer answer, Wheel.Delay delay)
    {
        context.Response.ContentType = answer.Dialect.StreamType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["x-request-id"] = "req_" + answer.Id;
        var sent = 0;
        counters.Open();
        try
        {
            if (answer.Mode is Mode.SlowLoris or Mode.Utf8)
            {
                await WriteSlowlyAsync(context, answer, delay);
                return;
            }

            var writer = context.Response.BodyWriter;
            answer.Dialect.Start(writer, answer.Mode);
            if (answer.Mode is Mode.Tool)
            {
                answer.Dialect.Tool(writer);
            }

            for (; sent < answer.Tokens && answer.Mode is not Mode.Tool; sent++)
            {
                await wheel.Wait(delay, sent > 0 ? answer.Behaviour.GapMs : 0);
                if (sent == answer.Behaviour.Arg && await BreaksAsync(context, answer, delay))
                {
                    return;
                }

                answer.Dialect.Token(writer, answer.Mode is Mode.BigLine ? BigLine : answer.Token(sent), answer.IsReasoning(sent));
                if ((await writer.FlushAsync(context.RequestAborted)).IsCompleted)
                {
                    counters.Aborted();
                    return;
                }
            }

            answer.Dialect.End(writer, answer.Mode, sent);
            await writer.FlushAsync();
            counters.Completed();
        }
        catch (OperationCanceledException)
        {
            counters.Aborted();
        }
        finally
        {
            counters.Close(sent);
        }
    }

    /// <summary>What goes wrong in the middle. True when the stream is over.</summary>
    private async ValueTask<bool> BreaksAsync(HttpContext context, Answer answer, Wheel.Delay delay)
    {
        var writer = context.Response.BodyWriter;
        switch (answer.Mode)
        {
            case Mode.ResetMid:
                await writer.FlushAsync();
                await wheel.Wait(delay, 20);
                context.Abort();
                return true;
            case Mode.TruncateMid:
                await writer.FlushAsync();
                return true;
            case Mode.HangMid:
                await writer.FlushAsync();
                await _preamble.HangAsync(context);
                return true;
            case Mode.Malformed:
                answer.Dialect.Malformed(writer);
                return false;
            case Mode.ErrorMid:
                answer.Dialect.InStreamError(writer);
                await writer.FlushAsync();
                return true;
            default:
                return false;
        }
    }

    private async Task WriteSlowlyAsync(HttpContext context, Answer answer, Wheel.Delay delay)
    {
        var all = new ArrayBufferWriter<byte>();
        answer.Dialect.Start(all, answer.Mode);
        for (var i = 0; i < answer.Tokens; i++)
        {
            answer.Dialect.Token(all, answer.Token(i), reasoning: false);
        }

        answer.Dialect.End(all, answer.Mode, answer.Tokens);
        await (answer.Mode is Mode.Utf8
            ? _slow.WriteSplitAsync(context, all.WrittenMemory, delay)
            : _slow.WriteAsync(context, all.WrittenMemory, answer.Behaviour.Arg, delay));
        counters.Completed();
    }
}
