using System.Text.Json.Nodes;
using Parley.Accounts.Tokens;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>The public keys, so that other programs can verify our tokens (RFC 7517).</summary>
internal static class KeySetEndpoint
{
    public static void MapKeySet(this WebApplication app) =>
        app.MapGet("/.well-known/jwks.json", (SigningKeys keys, HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=300";
                return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. keys.Published.Select(key => JsonNode.Parse(key.PublicKey))]) }.ToJsonString(), "application/jwk-set+json");
            })
            .AllowAnonymous().ExcludeFromDescription();
}
