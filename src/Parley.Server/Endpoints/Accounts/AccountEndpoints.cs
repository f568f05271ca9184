namespace Parley.Server.Endpoints.Accounts;

/// <summary>Everything about who may come in, and what they are here.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.MapSignIn();
        api.MapSessions();
        api.MapOidc();
        api.MapKeys();
        api.MapUsers();
        api.MapInvitations();
        api.MapGroups();
        api.MapTenant();
        api.MapTenantAdmin();
    }
}
