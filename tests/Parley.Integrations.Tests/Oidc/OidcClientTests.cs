using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Parley.Identity;
using Parley.Integrations.Oidc;
using Xunit;

namespace Parley.Integrations.Tests.Oidc;

/// <summary>What the provider is asked, and what is made of its answers.</summary>
public sealed class OidcClientTests : IDisposable
{
    private static readonly Uri Redirect = new("https://parley.example/api/v1/auth/oidc/callback");

    private readonly ProviderStub _stub = new();
    private readonly List<(string? Authorization, string Body)> _tokenRequests = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Start_AsksForACodeWithEverythingThatTiesTheAnswerToIt()
    {
        _stub.Document["authorization_endpoint"] = ProviderStub.Issuer + "/auth?tenant=7";
        var (address, flow) = await _stub.CreateClient().StartAsync(Redirect, "/c/1", Cancellation);

        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("7", "code", "S256"), (query["tenant"], query["response_type"], query["code_challenge_method"]));
        Assert.Equal((Redirect.AbsoluteUri, "openid profile email"), (query["redirect_uri"], query["scope"]));
        Assert.Equal((flow.State, flow.Nonce), (query["state"], query["nonce"]));
        Assert.DoesNotContain(flow.Verifier, address.Query, StringComparison.Ordinal);
        Assert.Equal(3, new[] { flow.State, flow.Nonce, flow.Verifier }.Distinct().Count(text => text.Length == 43));
    }

    [Theory]
    [InlineData(null, "Basic")]
    [InlineData("client_secret_basic", "Basic")]
    [InlineData("client_secret_post", null)]
    public async Task Complete_Client_ShowsItsSecretAsTheProviderWants(string? method, string? scheme)
    {
        if (method is not null)
        {
            _stub.Document["token_endpoint_auth_methods_supported"] = new JsonArray(method);
        }

        await CompleteAsync();

        var (authorization, body) = Assert.Single(_tokenRequests);
        Assert.Equal(scheme, authorization?.Split(' ')[0]);
        Assert.Equal(scheme is null, body.Contains("client_secret=a+secret", StringComparison.Ordinal));
        Assert.Contains("code=the+code", body, StringComparison.Ordinal);
        Assert.Contains("code_verifier=", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_ClaimsOfThePerson_BecomeAnIdentity()
    {
        (_stub.Options.RoleClaim, _stub.Options.Roles, _stub.Options.GroupClaim) = ("realm_access.roles", "staff=member, parley-admins=admin", "groups");
        var who = await CompleteAsync(claims =>
        {
            claims["email"] = "alice@corp.example";
            claims["email_verified"] = true;
            claims["name"] = "Alice";
            claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray("staff", "parley-admins", 7) };
            claims["groups"] = new JsonArray("finance");
        });

        Assert.Equal((ProviderStub.Issuer, "alice", "alice@corp.example", true, "Alice"), (who.Issuer, who.Subject, who.Email, who.EmailVerified, who.Name));
        Assert.Equal(Role.Admin, who.Role!.Role);
        Assert.Equal(["finance"], who.Groups);
    }

    [Fact]
    public async Task Complete_ShortIdToken_ProfileIsAskedAndMustBeOfTheSamePerson()
    {
        _stub.Document["userinfo_endpoint"] = ProviderStub.Issuer + "/me";
        _stub.Answer("/me", _ => ProviderStub.Json("""{ "sub": "alice", "email": "alice@corp.example", "email_verified": "true" }"""));
        var who = await CompleteAsync();
        Assert.Equal(("alice@corp.example", true), (who.Email, who.EmailVerified));

        _stub.Answer("/me", _ => ProviderStub.Json("""{ "sub": "bob", "email": "bob@corp.example" }"""));
        Assert.Equal(OidcFailure.Invalid, (await Assert.ThrowsAsync<OidcException>(() => CompleteAsync())).Failure);
    }

    [Fact]
    public async Task Complete_AddressOfOneSourceAndVerifiedOfAnother_IsNotVerified()
    {
        _stub.Document["userinfo_endpoint"] = ProviderStub.Issuer + "/me";
        _stub.Answer("/me", _ => ProviderStub.Json("""{ "sub": "alice", "email": "alice@corp.example", "email_verified": true }"""));

        var who = await CompleteAsync(claims => claims["email"] = "owner@parley.example");

        Assert.Equal(("owner@parley.example", false), (who.Email, who.EmailVerified));
    }

    [Theory]
    [InlineData("state", OidcFailure.Expired)]
    [InlineData("issuer", OidcFailure.Invalid)]
    [InlineData("denied", OidcFailure.AccessDenied)]
    [InlineData("server_error", OidcFailure.ProviderUnavailable)]
    [InlineData("no code", OidcFailure.Invalid)]
    public async Task A8_Callback_Wrong_NeverReachesTheTokenEndpoint(string what, OidcFailure expected)
    {
        _stub.Document["authorization_response_iss_parameter_supported"] = true;
        var client = _stub.CreateClient();
        var (_, flow) = await client.StartAsync(Redirect, "/", Cancellation);
        var right = new OidcCallback(flow.State, "the code", ProviderStub.Issuer, null);
        var callback = what switch
        {
            "state" => right with { State = flow.Nonce },
            "issuer" => right with { Issuer = null },
            "denied" => right with { Error = "access_denied\nforged=line" },
            "server_error" => right with { Error = "server_error" },
            _ => right with { Code = null },
        };

        var error = await Assert.ThrowsAsync<OidcException>(() => client.CompleteAsync(flow, callback, Redirect, Cancellation));

        Assert.Equal(expected, error.Failure);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(0, _stub.Count("/token"));
    }

    [Theory]
    [InlineData("a=owner, b=member", null)]
    [InlineData("CN=admins,DC=corp=admin; CN=all,DC=corp=viewer", null)]
    [InlineData("a", "'a' is not")]
    [InlineData("a=king", "'a=king' is not")]
    [InlineData("a=service", "'a=service' is not")]
    [InlineData("a=owner, a=member", "twice")]
    public void Roles_Text_IsReadOrSaysWhatIsWrong(string text, string? problem)
    {
        var found = RoleMap.Problem(text);

        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_NotMapped_AreTheirOwnNamesButNeverOwner()
    {
        var map = new RoleMap(null);

        Assert.Equal((Role.Admin, null, null), (map.Of(["viewer", "admin"]), map.Of(["owner"]), map.Of(["service", "Admin"])));
        Assert.Equal(Role.Owner, new RoleMap("chiefs=owner").Of(["chiefs"]));
    }

    [Theory]
    [InlineData("http://id.example", "id", "openid", "OIDC_AUTHORITY")]
    [InlineData("https://id.example?x=1", "id", "openid", "OIDC_AUTHORITY")]
    [InlineData("https://id.example", "", "openid", "OIDC_CLIENT_ID")]
    [InlineData("https://id.example", "id", "profile", "OIDC_SCOPES")]
    [InlineData("", "id", "openid", "OIDC_AUTHORITY")]
    [InlineData("http://127.0.0.1:9", "id", "openid email", null)]
    public void Options_Wrong_NameTheSetting(string authority, string client, string scopes, string? setting)
    {
        var result = new OidcOptionsValidator().Validate(null, new OidcOptions { Authority = authority, ClientId = client, Scopes = scopes });

        Assert.Equal(setting is null, result.Succeeded);
        Assert.Contains(setting ?? "", string.Join(' ', result.Failures ?? []), StringComparison.Ordinal);
    }

    private async Task<Parley.Accounts.External.ExternalIdentity> CompleteAsync(Action<JsonObject>? change = null)
    {
        var client = _stub.CreateClient();
        var (_, flow) = await client.StartAsync(Redirect, "/", Cancellation);
        _stub.Answer("/token", request =>
        {
            _tokenRequests.Add((request.Headers.Authorization?.ToString(), request.Content!.ReadAsStringAsync(Cancellation).Result));
            var now = _stub.Clock.GetUtcNow().ToUnixTimeSeconds();
            var claims = new JsonObject
            {
                ["iss"] = ProviderStub.Issuer, ["sub"] = "alice", ["aud"] = ProviderStub.ClientId, ["exp"] = now + 60, ["iat"] = now, ["nonce"] = flow.Nonce,
            };
            change?.Invoke(claims);
            return ProviderStub.Json(new JsonObject { ["access_token"] = "the access token", ["id_token"] = _stub.Keys[0].Sign(claims) }.ToJsonString());
        });
        return await client.CompleteAsync(flow, new OidcCallback(flow.State, "the code", null, null), Redirect, Cancellation);
    }
}
