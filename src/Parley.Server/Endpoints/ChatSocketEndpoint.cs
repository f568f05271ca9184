using Microsoft.Extensions.Options;
using Parley.Chat;
using Parley.Errors;
using Parley.Identity;
using Parley.Limits;
using Parley.Server.Auth;
using Parley.Server.Http.Edge;
using Parley.Server.Http.Limits;
using Parley.Server.Http.Sockets;
using Parley.Server.Startup;

namespace Parley.Server.Endpoints;

/// <summary>The chat over a WebSocket: the same turns and the same events as over streams.</summary>
internal static class ChatSocketEndpoint
{
    public static void MapChatSocket(this IEndpointRouteBuilder api) =>
        // Over HTTP/2 a socket begins with CONNECT.
        api.MapMethods("/chat/ws", [HttpMethods.Get, HttpMethods.Connect], Connect)
            .Requires(Rights.UseModels).LimitedAs(LimitClass.General).ExcludeFromDescription();

    private static async Task Connect(
        HttpContext http, CurrentCaller caller, AllowedOrigins origins, SocketPlaces places, SocketTurns turns, IOptions<SocketOptions> options,
        IOptions<ServerOptions> server, IOptions<TurnOptions> turnOptions, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        CheckHandshake(http, origins);
        using var place = places.Take(caller.Required);
        using var socket = new ChatSocket(
            http, await http.WebSockets.AcceptWebSocketAsync(), caller.Required, ClientNetwork.Of(http.Connection.RemoteIpAddress), turns,
            options.Value, server.Value.SlowReader, turnOptions.Value.DrainTime, clock);
        await socket.RunAsync(lifetime.ApplicationStopping);
    }

    private static void CheckHandshake(HttpContext http, AllowedOrigins origins)
    {
        var request = http.Request;
        if (request.QueryString.HasValue)
        {
            throw new AppException(ErrorCode.ValidationError, "This address takes no parameters. A token in an address ends up in logs: send it in the header Authorization.");
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw new AppException(ErrorCode.ValidationError, "This address is for WebSockets. Without one, use POST /api/v1/chat/stream.");
        }

        // Browsers connect wherever a page says, with the cookies of the address; CORS has no part in it.
        if (!origins.Accepts(request))
        {
            throw new AppException(ErrorCode.Forbidden, "Sockets are opened only from Parley's own page, or by a program with a token or key of its own.");
        }
    }
}
