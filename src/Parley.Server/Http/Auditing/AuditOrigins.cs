using Parley.Audit;

namespace Parley.Server.Http.Auditing;

/// <summary>Says of each request where it comes from. To stand after whatever believes a proxy's word for the address.</summary>
internal static class AuditOrigins
{
    private const int MaxUserAgent = 200;

    public static void UseAuditOrigins(this WebApplication app) => app.Use((http, next) =>
    {
        var origin = http.RequestServices.GetRequiredService<AuditOrigin>();
        origin.Address = AddressOf(http);
        var agent = http.Request.Headers.UserAgent.ToString();
        origin.UserAgent = agent.Length <= MaxUserAgent ? agent : agent[..MaxUserAgent];
        return next(http);
    });

    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
