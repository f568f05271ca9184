using Microsoft.AspNetCore.Authorization;
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
        endpoint.WithMetadata(new RequiredRights(rights));
}
