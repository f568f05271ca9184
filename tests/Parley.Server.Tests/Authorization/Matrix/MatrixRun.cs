using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.States;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Identity;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>A server with a victim and those who are after their things, and everything the victim has.</summary>
internal sealed class MatrixRun : IAsyncDisposable
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly Dictionary<string, string> _made = [];

    private MatrixRun(AccountsServer server, Tenant attackers, Victim victim, Bodies bodies) =>
        (Server, Attackers, Victim, Bodies, Routes) = (server, attackers, victim, bodies, RouteTable.Of(server.Services));

    public AccountsServer Server { get; }

    /// <summary>The tenant of those who come from elsewhere.</summary>
    public Tenant Attackers { get; }

    public Victim Victim { get; }

    public Bodies Bodies { get; }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Those that ask for something, by a method of their own.</summary>
    public IEnumerable<Route> Guarded => Routes.Where(route => !route.IsAnonymous && route.Method is not ("*" or "CONNECT"));

    /// <param name="victimRuns">Whether the victim's tenant runs the installation; else the attackers' does.</param>
    public static async Task<MatrixRun> StartAsync(bool victimRuns, params (string Key, string Value)[] settings)
    {
        var server = await AccountsServer.StartAsync([("Limits:Enabled", "false"), .. settings]);
        server.Server.Model.AlwaysSays = ["Hello"];
        var others = await server.AddTenantAsync();
        var tenant = victimRuns ? server.Tenant : others;
        var victim = new Victim(server, tenant, await server.AddAsync(Role.Owner, tenant, $"owner@{Victim.Canary}.test"));
        await victim.SignInAsync();
        var run = new MatrixRun(server, victimRuns ? others : server.Tenant, victim, await Bodies.ReadAsync(server));
        foreach (var route in run.Guarded.Where(route => victimRuns || BelongsTo(route) is not Belongs.ToInstallation))
        {
            await run.MakeAsync(route, run._made);
        }

        return run;
    }

    /// <summary>Calls the route for the victim's things, with a body that it would accept.</summary>
    public Task<(HttpStatusCode Status, string Body)> CallAsync(HttpClient client, Route route) => CallAsync(client, route, Values(route));

    public async Task<(HttpStatusCode Status, string Body)> CallAsync(HttpClient client, Route route, IReadOnlyDictionary<string, string> values)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path(values)) { Content = Bodies.For(route) };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The verbs that an address does not know.</summary>
    public IEnumerable<Route> Unmapped => Routes.Where(route => route.Pattern.StartsWith("/api/", StringComparison.Ordinal))
        .GroupBy(route => route.Pattern)
        .SelectMany(routes => Verbs.Except(routes.Select(route => route.Method)).Select(verb => routes.First() with { Method = verb }));

    /// <summary>New things of the victim's for a route that may take them away.</summary>
    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(Route route)
    {
        var made = new Dictionary<string, string>();
        await MakeAsync(route, made);
        return route.Parameters.ToDictionary(parameter => parameter, parameter => made[route.UpTo(parameter)]);
    }

    public static Belongs BelongsTo(Route route) => route.Parameters.Count == 0 ? Belongs.ToEverybody : Resource(route, route.Parameters[0]).Belongs;

    /// <summary>Whoever in the victim's tenant has most, and not what the route asks for.</summary>
    public async Task<User?> LesserAsync(Route route) =>
        new[] { Role.Admin, Role.Member, Role.Service, Role.Viewer }.Where(role => (RoleRights.Of(role) & route.Required!.Rights) != route.Required.Rights)
            .Cast<Role?>().FirstOrDefault() is { } lesser
            ? await Server.AddAsync(lesser, Victim.Tenant)
            : null;

    public async Task DisableAsync(User user)
    {
        await Server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true)));
        Server.Services.GetRequiredService<AccountStates>().Forget(user.Id.Value);
    }

    public async ValueTask DisposeAsync()
    {
        Victim.Dispose();
        await Server.DisposeAsync();
    }

    private Dictionary<string, string> Values(Route route) =>
        route.Parameters.ToDictionary(parameter => parameter, parameter => _made[route.UpTo(parameter)]);

    private async Task MakeAsync(Route route, Dictionary<string, string> made)
    {
        var values = new Dictionary<string, string>();
        foreach (var parameter in route.Parameters)
        {
            var kind = route.UpTo(parameter);
            if (!made.TryGetValue(kind, out var value))
            {
                made[kind] = value = await Resource(route, parameter).Make(Victim, values);
            }

            values[parameter] = value;
        }
    }

    private static Resource Resource(Route route, string parameter) => Resources.All.TryGetValue(route.UpTo(parameter), out var resource)
        ? resource
        : throw new InvalidOperationException($"{route} names something by {{{parameter}}} that the matrix cannot make. Add a line to {nameof(Resources)}.");
}
