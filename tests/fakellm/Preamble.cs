using System.Globalization;

namespace FakeLlm;

/// <summary>What happens before the first byte: the wait, and the failures that leave nothing to answer.</summary>
internal sealed class Preamble(Wheel wheel, Counters counters)
{
    private long _flaky;

    /// <summary>Whether the request is over.</summary>
    public async ValueTask<bool> EndsAsync(HttpContext context, Behaviour behaviour, Protocol protocol, ChatRequest request, Wheel.Delay delay)
    {
        if (behaviour.Mode is Mode.Hang)
        {
            await HangAsync(context);
            return true;
        }

        if (behaviour.Mode is Mode.Reset)
        {
            context.Abort();
            return true;
        }

        await wheel.Wait(delay, behaviour.FirstMs);
        switch (behaviour.Mode)
        {
            case Mode.Flaky when Interlocked.Increment(ref _flaky) % 100 * 37 % 100 >= behaviour.Arg2:
                return false;
            case Mode.Fail or Mode.Flaky:
                await FailAsync(context, behaviour, protocol);
                return true;
            case Mode.Context:
                await context.WriteJsonAsync(400, Failure.ContextTooLong(protocol));
                return true;
            case Mode.Blocked:
                await context.WriteJsonAsync(400, Failure.Blocked(protocol));
                return true;
            case Mode.Leak:
                await context.WriteJsonAsync(400, Failure.Leak(protocol, context.Request, request));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Says nothing until the client leaves.</summary>
    public async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(10), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            counters.Aborted();
        }

        context.Abort();
    }

    private static Task FailAsync(HttpContext context, Behaviour behaviour, Protocol protocol)
    {
        if (behaviour.Arg is 429 or 503 or 529)
        {
            var seconds = behaviour.Mode is Mode.Flaky ? 0 : behaviour.Arg2;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return context.WriteJsonAsync(behaviour.Arg, Failure.OfStatus(protocol, behaviour.Arg));
    }
}
