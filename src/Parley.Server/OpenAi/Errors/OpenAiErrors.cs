using System.Globalization;
using System.Text.Json;
using Parley.Errors;
using Parley.Models;
using Parley.Server.Http;

namespace Parley.Server.OpenAi.Errors;

/// <summary>Below <c>/v1</c> every failure takes OpenAI's shape, wherever it comes from.</summary>
internal static class OpenAiErrors
{
    private static readonly PathString Root = "/v1";

    public static void UseOpenAiErrors(this WebApplication app) => app.Use((http, next) =>
        http.Request.Path.StartsWithSegments(Root) ? CatchAsync(http, next) : next(http));

    public static void UnknownUrl(HttpContext http) => throw new OpenAiException(new OpenAiError(
        404, OpenAiError.InvalidRequest, $"Unknown request URL: {http.Request.Method} {http.Request.Path}.", null, "unknown_url"));

    public static void MethodNotAllowed(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = allowed;
        throw new OpenAiException(new OpenAiError(
            405, OpenAiError.InvalidRequest, $"{http.Request.Method} is not allowed here, only {allowed}.", null, "method_not_allowed"));
    }

    /// <summary>Says any failure of a request as an error of this API. Unexpected ones are logged here.</summary>
    public static OpenAiError Explain(HttpContext http, Exception exception) => exception switch
    {
        OpenAiException e => e.Error,
        ModelException e => OpenAiError.From(e.ToAppException()),
        _ => OpenAiError.From(Problems.Translate(http, exception)),
    };

    public static void Write(Utf8JsonWriter json, OpenAiError error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, error.Type);
        json.WriteString("param"u8, error.Param);
        json.WriteString("code"u8, error.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static async Task CatchAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state => SetRequestId((HttpContext)state), http);
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody is there to be told.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, Explain(http, e));
        }
    }

    private static Task SetRequestId(HttpContext http)
    {
        http.Response.Headers["x-request-id"] = "req_" + TraceHeaders.IdOf(http);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext http, OpenAiError error)
    {
        var response = http.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        if (error.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // OpenAI's clients repeat these statuses by themselves, unless they are told that it is of no use.
        if (!error.Retryable && error.Status is 429 or >= 500)
        {
            response.Headers["x-should-retry"] = "false";
        }

        await using (var json = new Utf8JsonWriter(response.BodyWriter, OpenAiJson.Writing))
        {
            Write(json, error);
        }

        await response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
