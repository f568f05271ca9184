using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Integrations.Oidc;
using Parley.Secrets;

namespace Parley.Server.Auth.Oidc;

/// <summary>
/// Keeps a sign-in that goes through the provider in the browser that began it, encrypted. Lax, unlike the session's
/// cookies: the browser comes back from another site, and must bring it along.
/// </summary>
internal sealed class OidcFlowCookie(SecretProtector protector)
{
    public const string Name = "__Host-parley_oidc";

    private const string Purpose = "oidc-flow";
    private const int MaxLength = 4096;

    public void Write(HttpContext http, OidcFlow flow, TimeSpan lifetime) => http.Response.Cookies.Append(
        Name, protector.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(flow, OidcFlowJson.Default.OidcFlow)), Options(lifetime));

    /// <returns>Null when there is none, or none of ours.</returns>
    public OidcFlow? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: <= MaxLength } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(protector.Unprotect(Purpose, text), OidcFlowJson.Default.OidcFlow);
        }
        catch (Exception e) when (e is SecretException or JsonException)
        {
            return null;
        }
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(null));

    private static CookieOptions Options(TimeSpan? lifetime) => new()
    {
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
    };
}

[JsonSerializable(typeof(OidcFlow))]
internal sealed partial class OidcFlowJson : JsonSerializerContext;
