using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Passwords;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;
using Parley.Integrations.Tokens;

namespace Parley.Server.Tests.Accounts;

/// <summary>The real host in accounts mode, with an operator's tenant in it and people as tests need them.</summary>
public sealed class AccountsServer : IAsyncDisposable
{
    /// <summary>Everybody's.</summary>
    public const string Password = "Lantern gravel 41 otters";

    private string? _hash;

    private AccountsServer(TimeProvider clock, (string Key, string Value)[] settings) =>
        Server = new TestServer(clock, [("Server:AuthMode", "accounts"), ("Passwords:Iterations", "50000"), .. Unhurried(settings), .. settings]);

    public TestServer Server { get; }

    public IServiceProvider Services => Server.Services;

    /// <summary>Signed in as nobody.</summary>
    public HttpClient Anonymous => Server.Client;

    /// <summary>The operator's tenant, in which people are unless a test says otherwise.</summary>
    public required Tenant Tenant { get; init; }

    public static Task<AccountsServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    public static Task<AccountsServer> StartAsync(TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var tenant = NewTenant("Operators", isOperator: true);
        var server = new AccountsServer(clock, settings) { Tenant = tenant };
        return server.SaveAsync(server, tenant);
    }

    /// <summary>Another organisation.</summary>
    public Task<Tenant> AddTenantAsync(string name = "Others", Tier tier = Tier.Enterprise)
    {
        var tenant = NewTenant(name, isOperator: false);
        tenant.Tier = tier;
        return SaveAsync(tenant, tenant);
    }

    /// <summary>Somebody who can sign in with <see cref="Password"/>, put into the database.</summary>
    public async Task<User> AddAsync(Role role, Tenant? tenant = null, string? email = null)
    {
        var hash = _hash ??= await Services.GetRequiredService<PasswordHashes>().HashAsync(Password, CancellationToken.None);
        var id = UserId.New();
        email ??= $"{role.ToString().ToLowerInvariant()}.{id.Value:n}@example.test";
        var user = new User
        {
            Id = id,
            TenantId = (tenant ?? Tenant).Id.Value,
            Email = email,
            EmailKey = email.ToLowerInvariant(),
            Name = $"A {role}",
            Role = role,
            PasswordHash = role is Role.Service ? null : hash,
            CreatedAt = DateTime.UtcNow,
            UpdatedAt = DateTime.UtcNow,
        };
        return await SaveAsync(user, user);
    }

    /// <summary>Somebody new of that role, signed in.</summary>
    public async Task<Person> SignInAsync(Role role, Tenant? tenant = null) => await SignInAsync(await AddAsync(role, tenant));

    /// <summary>Another session of somebody, begun as a right password begins it: hashing one for each test would take minutes.</summary>
    public async Task<Person> SignInAsync(User user)
    {
        await using var scope = Services.CreateAsyncScope();
        var fresh = await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Users.IgnoreQueryFilters().SingleAsync(u => u.Id == user.Id);
        var issued = await scope.ServiceProvider.GetRequiredService<SessionIssuer>().StartAsync(fresh, SignInMethod.Password, CancellationToken.None);
        var access = Services.GetRequiredService<AccessTokens>().Write(issued);
        return new(fresh, ClientOf(access), access, issued.RefreshToken);
    }

    /// <summary>A client that sends this token.</summary>
    public HttpClient ClientOf(string token)
    {
        var client = Server.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Works on the database as the installation itself, or as somebody.</summary>
    public async Task<T> DataAsync<T>(Func<ParleyDbContext, Task<T>> work, Caller? caller = null)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await work(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    // All tests come from one address, and sign in more often than people do.
    private static (string Key, string Value)[] Unhurried((string Key, string Value)[] settings)
    {
        const string Key = "Limits:AnonymousRequests";
        return settings.Any(setting => setting.Key == Key) ? [] : [(Key, "100000")];
    }

    private static Tenant NewTenant(string name, bool isOperator) => new()
    {
        Id = TenantId.New(),
        Name = name,
        Tier = Tier.Enterprise,
        IsOperator = isOperator,
        CreatedAt = DateTime.UtcNow,
        UpdatedAt = DateTime.UtcNow,
    };

    private Task<T> SaveAsync<T>(T result, object row) => DataAsync(async db =>
    {
        db.Add(row);
        await db.SaveChangesAsync();
        return result;
    });
}

/// <summary>Somebody who is signed in, and their client.</summary>
public sealed record Person(User User, HttpClient Client, string AccessToken, string RefreshToken);
