using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Parley.Server.Startup;

namespace Parley.Server.Http.Sockets;

internal static class SocketServiceCollectionExtensions
{
    public static IServiceCollection AddSockets(this IServiceCollection services)
    {
        services.AddOptions<SocketOptions>().BindConfiguration("Sockets").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WebSocketOptions>().Configure<IOptions<ServerOptions>>((sockets, server) =>
        {
            // A client that does not answer a ping is gone, whatever its connection pretends.
            sockets.KeepAliveInterval = server.Value.Heartbeat;
            sockets.KeepAliveTimeout = server.Value.SlowReader;
        });
        return services.AddSingleton<SocketPlaces>().AddSingleton<SocketTurns>();
    }
}
