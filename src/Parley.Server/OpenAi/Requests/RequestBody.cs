using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Server.Http;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi.Requests;

/// <summary>Reads a body as JSON.</summary>
internal static class RequestBody
{
    public static async ValueTask<JsonDocument> ReadAsync(HttpContext http)
    {
        var limit = http.RequestServices.GetRequiredService<IOptions<OpenAiApiOptions>>().Value.MaxBodyBytes;
        var body = await JsonBody.ReadBytesAsync(http, limit);
        try
        {
            return JsonDocument.Parse(body, OpenAiJson.Reading);
        }
        catch (JsonException e)
        {
            throw OpenAiException.Invalid(
                "", $"The body is not valid JSON, is nested deeper than {OpenAiJson.Reading.MaxDepth} levels or names a field twice (line {e.LineNumber + 1}, byte {e.BytePositionInLine}).");
        }
    }
}
