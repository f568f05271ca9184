using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Server.Http;

/// <summary>Writes events in the form of server-sent events, straight into the response's buffer.</summary>
internal sealed class SseWriter(PipeWriter output) : IDisposable
{
    // Relaxed, because the reader is a JSON parser: what HTML would misread is not at home here, and text stays short.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly byte[][] EventLines =
        [.. Enum.GetValues<TurnEventKind>().Select(kind => Encoding.UTF8.GetBytes($"\nevent: {TurnEventKinds.Name(kind)}\ndata: "))];

    private readonly Utf8JsonWriter _json = new(output, Json);

    public void Write(in TurnEvent item)
    {
        output.Write("id: "u8);
        WriteNumber(item.Sequence);
        output.Write(EventLines[(int)item.Kind]);
        if (item.Kind is TurnEventKind.Token)
        {
            WriteToken(item);
        }
        else
        {
            WriteText(item.Payload);
        }

        output.Write("\n\n"u8);
    }

    /// <summary>An error that is none of the turn's, and has no number.</summary>
    public void Write(Problem problem)
    {
        output.Write("event: error\ndata: "u8);
        WriteText(JsonSerializer.Serialize(problem, ApiJson.Default.Problem));
        output.Write("\n\n"u8);
    }

    public void WriteHeartbeat() => output.Write(": heartbeat\n\n"u8);

    public void Dispose() => _json.Dispose();

    private void WriteToken(in TurnEvent item)
    {
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteString("token"u8, item.Payload);
        _json.WriteNumber("index"u8, item.Index);
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteNumber(long value)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        output.Advance(written);
    }

    private void WriteText(string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
