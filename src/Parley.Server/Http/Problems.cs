using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>The one place where a failure becomes a problem document.</summary>
internal static partial class Problems
{
    public static void UseProblems(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
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
                await WriteAsync(http, Translate(http, e));
            }
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, OfStatus(context.HttpContext)));
    }

    public static Task WriteAsync(HttpContext http, AppException error) => WriteAsync(http, Problem.From(error));

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return http.Response.WriteAsJsonAsync(problem, ApiJson.Default.Problem, "application/problem+json", http.RequestAborted);
    }

    /// <summary>What a client may be told of any failure. What is nobody's fault but ours is logged here.</summary>
    public static AppException Translate(HttpContext http, Exception error) => error switch
    {
        AppException known => known,
        BadHttpRequestException { StatusCode: 413 } => new(ErrorCode.TooLarge, "The request body is far too large."),
        BadHttpRequestException bad => new(ErrorCode.ValidationError, bad.Message),
        System.Data.Common.DbException or DbUpdateException or InvalidOperationException { InnerException: System.Data.Common.DbException } => Unavailable(http, error),
        _ => Unexpected(http, error),
    };

    private static AppException Unavailable(HttpContext http, Exception error)
    {
        LogDatabase(Logger(http), error);
        return new(ErrorCode.ServiceUnavailable, "Parley cannot reach its database at the moment. Try again shortly.")
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(5),
        };
    }

    private static AppException Unexpected(HttpContext http, Exception error)
    {
        LogUnexpected(Logger(http), error);
        return new(ErrorCode.InternalError, Options(http).Debug ? error.ToString() : "Something went wrong in Parley. The log names it by the trace id.");
    }

    private static AppException OfStatus(HttpContext http) => http.Response.StatusCode switch
    {
        405 => new(ErrorCode.MethodNotAllowed, $"{http.Request.Method} is not allowed here."),
        415 => new(ErrorCode.UnsupportedType, "Send JSON, with the header Content-Type: application/json."),
        404 => new(ErrorCode.NotFound, "There is nothing at this address."),
        _ => new(ErrorCode.ValidationError, "The request was refused."),
    };

    private static ServerOptions Options(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value;

    private static ILogger Logger(HttpContext http) =>
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Problems).FullName!);

    [LoggerMessage(LogLevel.Error, "The database failed a request")]
    private static partial void LogDatabase(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "A request failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception error);
}
