using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Server.Http.Sockets;

/// <summary>
/// Sends a turn's events as messages <c>{"type","id","turn","data"}</c>, whose data is what the same event of a stream has.
/// </summary>
internal sealed class SocketSink : ITurnSink, IDisposable
{
    private static readonly byte[][] Beginnings =
        [.. Enum.GetValues<TurnEventKind>().Select(kind => Encoding.UTF8.GetBytes($"{{\"type\":\"{TurnEventKinds.Name(kind)}\",\"id\":"))];

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly List<int> _ends = [];
    private readonly TurnEventData _data;
    private readonly SocketSender _sender;
    private readonly byte[] _turn;

    public SocketSink(TurnView turn, SocketSender sender)
    {
        (_sender, _data) = (sender, new(_buffer));
        _turn = Encoding.ASCII.GetBytes($",\"turn\":\"{turn.Id}\",\"data\":");
    }

    public void Write(in TurnEvent item)
    {
        _buffer.Write(Beginnings[(int)item.Kind]);
        _data.WriteNumber(item.Sequence);
        _buffer.Write(_turn);
        _data.Write(item);
        _buffer.Write("}"u8);
        _ends.Add(_buffer.WrittenCount);
    }

    // The socket has a sign of life of its own.
    public void WriteHeartbeat()
    {
    }

    public async ValueTask FlushAsync()
    {
        var start = 0;
        foreach (var end in _ends)
        {
            await _sender.SendAsync(_buffer.WrittenMemory[start..end]);
            start = end;
        }

        _ends.Clear();
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => _data.Dispose();

    /// <summary>Says that a turn is followed from now on.</summary>
    public static byte[] Started(TurnView turn, string? reference) => Write(json =>
    {
        json.WriteString("type"u8, "started"u8);
        WriteReference(json, reference);
        json.WriteString("turn"u8, turn.Id.ToString());
        json.WriteString("conversation_id"u8, turn.ConversationId.ToString());
        json.WriteString("user_message_id"u8, turn.UserMessageId.ToString());
        json.WriteString("message_id"u8, turn.AnswerId.ToString());
    });

    /// <summary>Says that something asked for failed, apart from any turn.</summary>
    public static byte[] Error(AppException error, string? reference) => Write(json =>
    {
        json.WriteString("type"u8, "error"u8);
        WriteReference(json, reference);
        json.WritePropertyName("data"u8);
        JsonSerializer.Serialize(json, Problem.From(error), ApiJson.Default.Problem);
    });

    private static void WriteReference(Utf8JsonWriter json, string? reference)
    {
        if (reference is not null)
        {
            json.WriteString("ref"u8, reference);
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
