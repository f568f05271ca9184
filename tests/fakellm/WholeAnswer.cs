namespace FakeLlm;

/// <summary>Sends an answer in one piece, or as little of it as the mode allows.</summary>
internal sealed class WholeAnswer(Wheel wheel, Counters counters)
{
    private readonly Preamble _preamble = new(wheel, counters);
    private readonly SlowWriter _slow = new(wheel);

    public async Task WriteAsync(HttpContext context, Answer answer, Wheel.Delay delay)
    {
        await wheel.Wait(delay, (int)Math.Min(600_000L, (long)answer.Tokens * answer.Behaviour.GapMs));
        var body = answer.Mode is Mode.ErrorMid ? answer.Dialect.WholeError() : answer.Dialect.Whole(answer);
        if (answer.Mode is Mode.Malformed)
        {
            body = body[..(body.Length / 2)];
        }

        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        switch (answer.Mode)
        {
            case Mode.ResetMid or Mode.TruncateMid:
                await response.BodyWriter.WriteAsync(body.AsMemory(0, body.Length / 2));
                context.Abort();
                return;
            case Mode.HangMid:
                await response.BodyWriter.WriteAsync(body.AsMemory(0, body.Length / 2));
                await _preamble.HangAsync(context);
                return;
            case Mode.SlowLoris:
                await TryAsync(() => _slow.WriteAsync(context, body, answer.Behaviour.Arg, delay));
                return;
            case Mode.Utf8:
                await _slow.WriteSplitAsync(context, body, delay);
                break;
            default:
                await response.BodyWriter.WriteAsync(body);
                break;
        }

        counters.Completed();
    }

    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            counters.Completed();
        }
        catch (OperationCanceledException)
        {
            counters.Aborted();
        }
    }
}
