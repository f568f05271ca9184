using System.Text.Json;

namespace Parley.Server.OpenAi;

internal static class OpenAiResponse
{
    /// <summary>Writes a whole answer straight into the response's buffer.</summary>
    public static async Task WriteOpenAiAsync(this HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.ContentType = "application/json";
        using (var json = new Utf8JsonWriter(response.BodyWriter, OpenAiJson.Writing))
        {
            write(json);
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
