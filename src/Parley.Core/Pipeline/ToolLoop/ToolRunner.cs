using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Pipeline.ToolLoop;

/// <summary>Runs tool calls. Whatever goes wrong becomes a result that the model can read and act on.</summary>
internal sealed partial class ToolRunner(ToolLoopOptions options, TimeProvider time, IServiceProvider services, ILogger<ToolRunner> logger)
{
    /// <summary>Runs the calls of one round side by side; the results are in the order of the calls.</summary>
    /// <param name="caller">On whose behalf, and with whose rights; null for nobody in particular.</param>
    public Task<FunctionResultContent[]> RunAsync(
        IReadOnlyList<FunctionCallContent> calls, IReadOnlyDictionary<string, AIFunction> tools, Caller? caller, CancellationToken cancellationToken) =>
        Task.WhenAll(calls.Select(call => RunAsync(call, tools[call.Name], caller, cancellationToken)));

    private async Task<FunctionResultContent> RunAsync(FunctionCallContent call, AIFunction tool, Caller? caller, CancellationToken cancellationToken)
    {
        if (call.Exception is { } unreadable)
        {
            return Failed(call, "The arguments are not valid JSON. Call the tool again with a JSON object.", unreadable);
        }

        using var tooLong = new CancellationTokenSource(options.ToolTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            // Not inline: a tool that works without waiting must not hold up its neighbours or the time-out. WaitAsync: one
            // that ignores its token must not hold up the answer; what it still does is then its own affair.
            var work = Task.Run(() => InvokeAsync(tool, call, caller, either.Token), either.Token);
            return new FunctionResultContent(call.CallId, await work.WaitAsync(either.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && tooLong.IsCancellationRequested)
        {
            LogTimedOut(call.Name, options.ToolTimeout);
            return Failed(call, "The tool took too long and was stopped.", e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, call.Name);
            return Failed(call, Explain(e), e);
        }
    }

    // In a scope of the caller's, with the rights they have now: an answer takes its time, and a role can go in the middle of it.
    private async Task<object?> InvokeAsync(AIFunction tool, FunctionCallContent call, Caller? caller, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        if (caller is not null)
        {
            var now = services.GetService<ICallerCheck>() is { } check ? await check.NowAsync(caller, cancellationToken) : caller;
            if (now is null || !now.May(Rights.UseTools))
            {
                throw new AppException(ErrorCode.Forbidden, "The person who is answered may not use tools. Answer without.");
            }

            scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = now;
        }

        return await tool.InvokeAsync(new AIFunctionArguments(call.Arguments) { Services = scope.ServiceProvider }, cancellationToken);
    }

    // Only what was written to be read may leave: any other message can carry paths, addresses or secrets.
    private static string Explain(Exception exception) => exception switch
    {
        AppException safe => safe.Message,
        ArgumentException or JsonException => $"The arguments do not fit: {exception.Message}",
        _ => "The tool failed.",
    };

    private static FunctionResultContent Failed(FunctionCallContent call, string message, Exception exception) =>
        new(call.CallId, "Error: " + message) { Exception = exception };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool {Tool} did not finish within {Limit}")]
    private partial void LogTimedOut(string tool, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool {Tool} failed")]
    private partial void LogFailed(Exception exception, string tool);
}
