using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Server.OpenAi;

/// <summary>How this API's JSON is read and written.</summary>
internal static class OpenAiJson
{
    /// <summary>Relaxed, because the reader is a JSON parser and no browser: letters stay letters.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Deep enough for the schema of any tool; a name that stands twice means two things and is refused.</summary>
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = 64, AllowDuplicateProperties = false };
}
