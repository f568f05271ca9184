using System.Buffers;
using System.IO.Pipelines;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>One JSON object a line, in the shape of server-sent events so that one loop serves both.</summary>
internal static class NdjsonReader
{
    public static async IAsyncEnumerable<SseItem<ChatResponseUpdate?>> ReadAsync(
        Stream body, WireStreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            ReadResult read;
            do
            {
                read = await pipe.ReadAsync(cancellationToken);
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, read.IsCompleted, out var line))
                {
                    yield return new SseItem<ChatResponseUpdate?>(Read(reader, line));
                }

                pipe.AdvanceTo(rest.Start, rest.End);
            }
            while (!read.IsCompleted);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    /// <summary>Takes the next line, the last one also without its line feed.</summary>
    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> line)
    {
        var end = rest.PositionOf((byte)'\n');
        if (end is null && !(isLast && !rest.IsEmpty))
        {
            line = default;
            return false;
        }

        line = end is null ? rest : rest.Slice(0, end.Value);
        rest = end is null ? rest.Slice(rest.End) : rest.Slice(rest.GetPosition(1, end.Value));
        return true;
    }

    private static ChatResponseUpdate? Read(WireStreamReader reader, in ReadOnlySequence<byte> line) =>
        reader.Read("message", line.IsSingleSegment ? line.FirstSpan : line.ToArray());
}
