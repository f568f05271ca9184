using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Chat;

namespace Parley.Server.Http;

/// <summary>Writes what an event tells as JSON: the same for every kind of connection.</summary>
internal sealed class TurnEventData(IBufferWriter<byte> output) : IDisposable
{
    // Relaxed, because the reader is a JSON parser: what HTML would misread is not at home here, and text stays short.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _json = new(output, Json);

    public void Write(in TurnEvent item)
    {
        if (item.Kind is not TurnEventKind.Token)
        {
            WriteText(item.Payload);
            return;
        }

        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteString("token"u8, item.Payload);
        _json.WriteNumber("index"u8, item.Index);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void WriteNumber(long value)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        output.Advance(written);
    }

    /// <summary>JSON that is there already.</summary>
    public void WriteText(string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    public void Dispose() => _json.Dispose();
}
