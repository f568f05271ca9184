using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Data;
using Parley.Identity;

namespace Parley.Audit;

/// <summary>Writes events one to a line, whatever is in them. What cannot be seen, or would break a line, is escaped.</summary>
public static class AuditExport
{
    private const string CsvHead = "sequence,at,actor_id,key_id,action,target,result,address,user_agent,trace_id,details,chain_key,hash\r\n";

    /// <summary>JSON objects, one to a line.</summary>
    public static async Task WriteJsonLinesAsync(Stream output, IAsyncEnumerable<AuditEvent> events, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(buffer);
        await foreach (var entry in events.WithCancellation(cancellationToken))
        {
            json.Reset(buffer);
            Write(json, entry);
            await json.FlushAsync(cancellationToken);
            buffer.Write("\n"u8);
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>Comma-separated, as RFC 4180 has it, and safe to open in a spreadsheet: nothing is taken for a formula.</summary>
    public static async Task WriteCsvAsync(Stream output, IAsyncEnumerable<AuditEvent> events, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.ASCII.GetBytes(CsvHead), cancellationToken);
        var line = new StringBuilder();
        await foreach (var entry in events.WithCancellation(cancellationToken))
        {
            var origin = AuditOrigin.Read(entry.Origin);
            line.Clear().AppendJoin(',', new[]
            {
                entry.Sequence.ToString(CultureInfo.InvariantCulture), Time(entry.At), Id("user", entry.ActorId), Id("key", entry.KeyId), entry.Action, entry.Target,
                SnakeCaseEnum.Write(entry.Result), origin?.Address, origin?.UserAgent, entry.TraceId, entry.Details, entry.ChainKey, entry.Hash,
            }.Select(Field)).Append("\r\n");
            await output.WriteAsync(Encoding.UTF8.GetBytes(line.ToString()), cancellationToken);
        }
    }

    private static void Write(Utf8JsonWriter json, AuditEvent entry)
    {
        var origin = AuditOrigin.Read(entry.Origin);
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("at", Time(entry.At));
        json.WriteString("actor_id", Id("user", entry.ActorId));
        json.WriteString("key_id", Id("key", entry.KeyId));
        json.WriteString("action", entry.Action);
        json.WriteString("target", entry.Target);
        json.WriteString("result", SnakeCaseEnum.Write(entry.Result));
        json.WriteString("address", origin?.Address);
        json.WriteString("user_agent", origin?.UserAgent);
        json.WriteString("trace_id", entry.TraceId);
        json.WritePropertyName("details");
        WriteDetails(json, entry.Details);
        json.WriteString("chain_key", entry.ChainKey);
        json.WriteString("hash", entry.Hash);
        json.WriteEndObject();
    }

    // Written anew, so that they are on one line; and an event that somebody has spoilt is still shown.
    private static void WriteDetails(Utf8JsonWriter json, string details)
    {
        try
        {
            using var document = JsonDocument.Parse(details);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(details);
        }
    }

    // As the API writes them; the trail knows people and keys by nothing else.
    private static string? Id(string prefix, Guid? id) => id is { } known ? TypeId.Encode(prefix, known) : null;

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Field(string? text)
    {
        var safe = AuditText.Visible(text ?? "");
        safe = safe.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + safe : safe;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
