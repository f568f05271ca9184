using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Identity;
using Parley.Server.Auth;

namespace Parley.Server.Endpoints;

/// <summary>What the OpenAPI document says of who may call what. It reads the routes, so that it cannot say anything else than they do.</summary>
internal static class ApiSecurity
{
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static void AddRequiredRights(this OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An access token or an API key.",
            };
            document.Components.SecuritySchemes[Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookies.Access,
                Description = "A browser's session. It serves requests from Parley's own page only.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRights>().FirstOrDefault() is { } required)
            {
                Describe(operation, required.Rights, context.Document);
            }

            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiOperation operation, Rights rights, OpenApiDocument? document)
    {
        // Either of the two.
        operation.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
        if (rights is not Rights.None)
        {
            operation.Description = $"{operation.Description} Needs the right {string.Join(" and ", RightNames.Of(rights))}.".TrimStart();
        }
    }
}
