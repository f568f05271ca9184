using Parley.Errors;
using Parley.Server.Http.Limits;

namespace Parley.Server.Endpoints;

/// <summary>The page: static files beside the program, and its entry for every address the page itself routes.</summary>
internal static class PageFiles
{
    public static string Directory { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void UsePage(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
            // Vite puts a hash of the content into these names.
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
    });

    public static void MapPage(this WebApplication app)
    {
        Map(app, "/docs", "docs.html");
        Map(app, "/", "index.html");

        // Not for the API: an unknown address or a wrong method there is an error, not the page.
        Map(app, "/{**path:regex(^(?!api(/|$)|openapi(/|$)|v1(/|$)|assets/))}", "index.html");
    }

    private static void Map(WebApplication app, string pattern, string file) =>
        app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], () => File(file)).AllowAnonymous().Unlimited().ExcludeFromDescription();

    private static IResult File(string name)
    {
        var path = Path.Combine(Directory, name);
        return System.IO.File.Exists(path)
            ? Results.File(path, "text/html; charset=utf-8")
            : throw new AppException(ErrorCode.NotFound, "The page was not built. Build the server without -p:BuildPage=false; the API is at /api/v1.");
    }
}
