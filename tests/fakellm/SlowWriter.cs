namespace FakeLlm;

/// <summary>Writes so that the reader gets it in awkward pieces.</summary>
internal sealed class SlowWriter(Wheel wheel)
{
    /// <summary>One byte at a time.</summary>
    public async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes, int gapMs, Wheel.Delay delay)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await context.Response.BodyWriter.WriteAsync(bytes.Slice(i, 1), context.RequestAborted);
            await wheel.Wait(delay, Math.Max(1, gapMs));
        }
    }

    /// <summary>Cut in the middle of every character of several bytes.</summary>
    public async Task WriteSplitAsync(HttpContext context, ReadOnlyMemory<byte> bytes, Wheel.Delay delay)
    {
        var start = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isFirstOfSeveral = bytes.Span[i] >= 0xC0;
            if (isFirstOfSeveral)
            {
                await context.Response.BodyWriter.WriteAsync(bytes[start..(i + 1)], context.RequestAborted);
                await wheel.Wait(delay, 2);
                start = i + 1;
            }
        }

        await context.Response.BodyWriter.WriteAsync(bytes[start..], context.RequestAborted);
    }
}
