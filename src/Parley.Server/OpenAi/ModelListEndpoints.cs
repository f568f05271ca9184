using System.Text.Json;
using Parley.Models;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi;

/// <summary>The models, as OpenAI lists them.</summary>
internal static class ModelListEndpoints
{
    public static async Task List(HttpContext http, ModelNames names)
    {
        var models = await names.ListAsync(http.RequestAborted);
        await http.Response.WriteOpenAiAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "list"u8);
            json.WriteStartArray("data"u8);
            foreach (var model in models)
            {
                Write(json, ModelNames.Of(model.Provider.Name, model.Model), model.Provider);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static async Task Get(string id, HttpContext http, ModelNames names)
    {
        // Clients escape the slash, and the server does not take that back, because it could change the path.
        var name = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var models = await names.ListAsync(http.RequestAborted);
        var model = models.FirstOrDefault(model => ModelNames.Of(model.Provider.Name, model.Model) == name)
            ?? models.FirstOrDefault(model => model.Model == name && models.Count(other => other.Model == name) == 1)
            ?? throw OpenAiException.ModelNotFound("There is no such model. GET /v1/models lists those that there are.");
        await http.Response.WriteOpenAiAsync(json => Write(json, name, model.Provider));
    }

    // When a model was made is not known here; the field may not be missing.
    private static void Write(Utf8JsonWriter json, string id, IModelProvider provider)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, 0);
        json.WriteString("owned_by"u8, provider.Name);
        json.WriteEndObject();
    }
}
