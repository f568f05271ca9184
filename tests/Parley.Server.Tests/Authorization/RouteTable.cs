using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Auth;

namespace Parley.Server.Tests.Authorization;

/// <summary>The routes of the running host, as it would match them.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<Route> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"],
            (endpoint, method) => new Route(
                method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), [.. endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)],
                endpoint.Metadata.GetMetadata<RequiredRights>(), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)),
    ];
}

/// <param name="Method"><c>*</c> for any.</param>
internal sealed record Route(string Method, string Pattern, IReadOnlyList<string> Parameters, RequiredRights? Required, bool IsAnonymous)
{
    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>The pattern up to a parameter, which says what kind of thing the parameter names.</summary>
    public string UpTo(string parameter)
    {
        var start = Pattern.IndexOf("{" + parameter, StringComparison.Ordinal);
        start = start < 0 ? Pattern.IndexOf("{**" + parameter, StringComparison.Ordinal) : start;
        return Pattern[..(Pattern.IndexOf('}', start) + 1)];
    }

    public string Path(IReadOnlyDictionary<string, string> values) => Parameters.Aggregate(Pattern, (path, parameter) =>
        path.Replace("{" + parameter + "}", values[parameter], StringComparison.Ordinal).Replace("{**" + parameter + "}", values[parameter], StringComparison.Ordinal));
}
