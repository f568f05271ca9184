namespace Parley.Server.OpenAi.Errors;

/// <summary>Ends a request of the OpenAI-compatible API.</summary>
internal sealed class OpenAiException(OpenAiError error) : Exception(error.Message)
{
    public OpenAiError Error => error;

    /// <summary>A part of the request is wrong.</summary>
    /// <param name="param">Its path: <c>tools[0].function.name</c>; empty for the body as a whole.</param>
    public static OpenAiException Invalid(string param, string message, string? code = null) =>
        new(new OpenAiError(400, OpenAiError.InvalidRequest, message, param.Length > 0 ? param : null, code));

    /// <summary>A part of the request is right, but nothing here can do what it asks.</summary>
    public static OpenAiException Unsupported(string param, string message) => Invalid(param, message, "unsupported_parameter");

    public static OpenAiException ModelNotFound(string message) => new(OpenAiError.ModelNotFound(message));
}
