using Parley.Accounts.States;
using Parley.Chat;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Limits;
using Parley.Pipeline.Calls;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Http.Sockets;

/// <summary>Does what a message over a socket asks for, as the endpoints do for requests.</summary>
internal sealed class SocketTurns(
    TurnRunner turns, TurnDirectory directory, TurnRegistry registry, TurnFollower follower, RequestLimits requests, StreamLimits streams,
    CallerCheck callers, IServiceScopeFactory scopes)
{
    /// <returns>The caller with the rights they have now; null: the sign-in has ended.</returns>
    public ValueTask<Caller?> CheckAsync(Caller caller, CancellationToken cancellationToken) => callers.NowAsync(caller, cancellationToken);

    /// <exception cref="AppException">It cannot be done.</exception>
    public Task HandleAsync(SocketMessage message, ReadOnlyMemory<byte> body, Caller caller, string? address, SocketSender sender, CancellationToken cancellationToken) =>
        message.Type switch
        {
            "send" => SendAsync(message, body, caller, address, sender, cancellationToken),
            "resume" => ResumeAsync(message, caller, address, sender, cancellationToken),
            "stop" => StopAsync(message, caller, address, cancellationToken),
            _ => throw AppException.Invalid("type", "Must be send, stop or resume."),
        };

    private async Task SendAsync(
        SocketMessage message, ReadOnlyMemory<byte> body, Caller caller, string? address, SocketSender sender, CancellationToken cancellationToken)
    {
        Demand(caller, Rights.UseModels);
        var request = JsonBody.Read(body, ApiJson.Default.ChatRequest);
        await AdmitAsync(caller, address, LimitClass.Model, cancellationToken);
        await using var place = await streams.OpenAsync(caller, cancellationToken);
        var turn = await AsAsync(caller, db => turns.StartAsync(request.ToTurnRequest(ReadCache(message.Cache), message.IdempotencyKey), caller, db, cancellationToken));
        await FollowAsync(turn, message.Ref, 0, request.OnDisconnect is OnDisconnect.Cancel, sender, cancellationToken);
    }

    private async Task ResumeAsync(SocketMessage message, Caller caller, string? address, SocketSender sender, CancellationToken cancellationToken)
    {
        Demand(caller, Rights.ReadContent);
        if (message.After < 0)
        {
            throw AppException.Invalid("after", "Must be the id of the last event received, a whole number.");
        }

        await AdmitAsync(caller, address, LimitClass.General, cancellationToken);
        await using var place = await streams.OpenAsync(caller, cancellationToken);
        var turn = await AsAsync(caller, db => directory.OpenAsync(message.Turn, caller, db, cancellationToken));
        await FollowAsync(turn, message.Ref, message.After, stopOnDisconnect: false, sender, cancellationToken);
    }

    private async Task StopAsync(SocketMessage message, Caller caller, string? address, CancellationToken cancellationToken)
    {
        Demand(caller, Rights.WriteContent);
        await AdmitAsync(caller, address, LimitClass.General, cancellationToken);
        (registry.Find(message.Turn, caller) ?? throw new AppException(ErrorCode.NotFound, "There is no such turn.")).Stop();
    }

    private async Task FollowAsync(TurnView turn, string? reference, long after, bool stopOnDisconnect, SocketSender sender, CancellationToken cancellationToken)
    {
        using var sink = new SocketSink(turn, sender);
        await sender.SendAsync(SocketSink.Started(turn, reference));
        await follower.FollowAsync(turn, after, stopOnDisconnect, sink, cancellationToken);
    }

    private async ValueTask AdmitAsync(Caller caller, string? address, LimitClass kind, CancellationToken cancellationToken)
    {
        if (await requests.AdmitAsync(caller, address, kind, cancellationToken) is { Refusal: { } refusal })
        {
            throw refusal;
        }
    }

    // A scope for each message: several may be at work at once, and a database context is one's own.
    private async Task<T> AsAsync<T>(Caller caller, Func<ParleyDbContext, Task<T>> action)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await action(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    private static void Demand(Caller caller, Rights rights)
    {
        if (!caller.May(rights))
        {
            throw new AppException(ErrorCode.Forbidden, "Your role, or the scopes of this key, do not allow this.");
        }
    }

    private static CacheUse ReadCache(string? cache) => cache switch
    {
        null => CacheUse.Allowed,
        "no-cache" => CacheUse.Refresh,
        "no-store" => CacheUse.None,
        _ => throw AppException.Invalid("cache", "Must be no-cache or no-store."),
    };
}
