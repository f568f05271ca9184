using Microsoft.AspNetCore.Authorization;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Server.Auth;

/// <summary>What a route asks of its caller, as metadata of the route. Other parts of the host read it too.</summary>
internal sealed class RequiredRights(Rights rights) : AuthorizeAttribute, IAuthorizationRequirementData
{
    public Rights Rights { get; } = rights;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new CallerRequirement(Rights)];
}

internal static class RequiredRightsExtensions
{
    /// <summary>
    /// Every route says this, or <c>AllowAnonymous</c>; a test fails on one that does not.
    /// <see cref="Rights.None"/>: whoever is signed in.
    /// </summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Rights rights)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(
        [
            new RequiredRights(rights), Refusal(401),
            .. rights is Rights.None ? Array.Empty<object>() : [Refusal(403)],
        ]);

    /// <summary>
    /// On an anonymous route: tells it the caller if there is one. Other anonymous routes have none whatever credentials come
    /// along; to sign in is to act as nobody, and not as whoever was signed in before.
    /// </summary>
    public static TBuilder WithOptionalCaller<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OptionalCaller());

    private static ProducesResponseTypeMetadata Refusal(int status) => new(status, typeof(Problem), ["application/problem+json"]);
}

/// <summary>See <see cref="RequiredRightsExtensions.WithOptionalCaller"/>.</summary>
internal sealed class OptionalCaller;
