using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Server.Http;

/// <summary>Writes events in the form of server-sent events, straight into the response's buffer.</summary>
internal sealed class SseWriter(PipeWriter output) : IDisposable
{
    private static readonly byte[][] EventLines =
        [.. Enum.GetValues<TurnEventKind>().Select(kind => Encoding.UTF8.GetBytes($"\nevent: {TurnEventKinds.Name(kind)}\ndata: "))];

    private readonly TurnEventData _data = new(output);

    public void Write(in TurnEvent item)
    {
        output.Write("id: "u8);
        _data.WriteNumber(item.Sequence);
        output.Write(EventLines[(int)item.Kind]);
        _data.Write(item);
        output.Write("\n\n"u8);
    }

    /// <summary>An error that is none of the turn's, and has no number.</summary>
    public void Write(Problem problem)
    {
        output.Write("event: error\ndata: "u8);
        _data.WriteText(JsonSerializer.Serialize(problem, ApiJson.Default.Problem));
        output.Write("\n\n"u8);
    }

    public void WriteHeartbeat() => output.Write(": heartbeat\n\n"u8);

    public void Dispose() => _data.Dispose();
}
