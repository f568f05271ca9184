using Parley.Errors;

namespace Parley.Server.Http.Edge;

/// <summary>Refuses changes that another site's page asks for.</summary>
internal static class OriginGuard
{
    public static void UseOriginGuard(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<AllowedOrigins>();
        app.Use((http, next) =>
        {
            var request = http.Request;
            var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
            return !changes || origins.Accepts(request)
                ? next(http)
                : throw new AppException(ErrorCode.Forbidden, "Requests that change something are accepted only from Parley's own page.");
        });
    }
}
