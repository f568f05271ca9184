using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Audit;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

public sealed class SignInTests
{
    private const string Wrong = "Quite another 52 herons";

    // So far up that nothing is slowed down where a test is about something else.
    private static readonly (string, string)[] NoWaits = [("Lockout:FreeFailures", "20"), ("Lockout:FreeFailuresPerAccount", "100"), ("Lockout:FreeFailuresPerAddress", "1000")];

    [Fact]
    public async Task SignIn_RightPassword_GivesTokensThatWork_OrCookies()
    {
        await using var server = await AccountsServer.StartAsync();
        var user = await server.AddAsync(Role.Member, email: "Ada@Example.test");

        var tokens = await server.TrySignInAsync(" ada@EXAMPLE.test ", AccountsServer.Password);
        var cookies = await server.Anonymous.PostAsync("auth/sign-in", new { email = user.Email, password = AccountsServer.Password, cookie = true });

        Assert.Equal((HttpStatusCode.OK, "Bearer"), (tokens.Status, tokens.Text("token_type")));
        var me = await server.ClientOf(tokens.Text("access_token")).FetchAsync("auth/me");
        Assert.Equal((user.Id.ToString(), "True"), (me.Text("id"), me.Text("has_password")));
        Assert.Equal(("", "Ada@Example.test"), (cookies.Text("access_token"), cookies.Body.GetProperty("user").GetProperty("email").GetString()));
        var set = cookies.Response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(["__Host-parley_access", "__Host-parley_device", "__Host-parley_refresh"], set.Select(cookie => cookie.Split('=')[0]).Order());
        Assert.All(set, cookie => Assert.Matches("(?i)(?=.*; secure)(?=.*; httponly)(?=.*; samesite=strict)(?=.*; path=/)(?!.*domain)", cookie));
    }

    [Fact]
    public async Task A6_UnknownAddressWrongPasswordDisabledOrPasswordless_AreAnsweredAlike()
    {
        await using var server = await AccountsServer.StartAsync(NoWaits);
        var (known, disabled, service) = (await server.AddAsync(Role.Owner), await server.AddAsync(Role.Member), await server.AddAsync(Role.Service));
        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true)));
        var other = await server.AddTenantAsync();
        var gone = await server.AddAsync(Role.Member, other);
        await server.DataAsync(db => db.Tenants.Where(t => t.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Disabled, true)));

        ApiAnswer[] answers =
        [
            await server.TrySignInAsync(known.Email, Wrong),
            await server.TrySignInAsync("nobody@example.test", AccountsServer.Password),
            await server.TrySignInAsync("no address", AccountsServer.Password),
            await server.TrySignInAsync(disabled.Email, AccountsServer.Password),
            await server.TrySignInAsync(service.Email, AccountsServer.Password),
            await server.TrySignInAsync(gone.Email, AccountsServer.Password),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.Single(answers.Select(answer => string.Join('|', answer.Body.EnumerateObject().Where(p => p.Name != "trace_id"))).Distinct());
        Assert.Single(answers.Select(answer => string.Join('|', answer.Response.Headers.Select(h => h.Key).Order())).Distinct());
    }

    /// <summary>
    /// Medians of attempts that alternate, so that whatever else the machine does falls on both. Without the hash that is
    /// made for nobody, one is many times the other. A round can be spoilt by chance, a difference in the code spoils all.
    /// </summary>
    [Fact]
    public async Task A6_UnknownAddressAndWrongPassword_TakeAsLong()
    {
        const double Most = 1.10;
        await using var server = await AccountsServer.StartAsync(NoWaits);
        var users = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            users.Add((await server.AddAsync(Role.Member)).Email);
        }

        await server.TrySignInAsync(users[0], Wrong);
        var ratios = new List<double>();
        for (var round = 0; round < 8 && !ratios.Exists(ratio => ratio <= Most); round++)
        {
            var (unknown, wrong) = (new List<double>(), new List<double>());
            for (var i = 0; i < 20; i++)
            {
                unknown.Add(await TimeAsync(server, $"nobody{round}.{i}@example.test"));
                wrong.Add(await TimeAsync(server, users[(i + round) % users.Count]));
            }

            var (one, two) = (Median(unknown), Median(wrong));
            ratios.Add(Math.Max(one, two) / Math.Min(one, two));
            TestContext.Current.TestOutputHelper?.WriteLine($"unknown {one:F1} ms, wrong {two:F1} ms");
        }

        Assert.True(ratios.Min() <= Most, $"The medians differ by a factor of {ratios.Min():F2}.");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A6_HundredPasswordsOnOneAccount_AreHeldBackAndToldHowLong(bool known)
    {
        await using var server = await AccountsServer.StartAsync();
        var email = known ? (await server.AddAsync(Role.Owner)).Email : "nobody@example.test";

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => server.TrySignInAsync(email, $"{Wrong} {i}")));

        var looked = answers.Count(answer => answer.Status is HttpStatusCode.Unauthorized);
        Assert.InRange(looked, 5, 10);
        var held = answers.Where(answer => answer.Status is HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(100 - looked, held.Count);
        Assert.All(held, answer => Assert.InRange(answer.RetryAfter ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(64)));
        Assert.All(held, answer => Assert.Equal("RATE_LIMIT_EXCEEDED", answer.Code));
    }

    [Fact]
    public async Task A6_WaitsDouble_EndAsTold_AndEndWithARightPassword()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var user = await server.AddAsync(Role.Owner);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 18; i++)
        {
            var answer = await server.TrySignInAsync(user.Email, Wrong);
            if (answer.RetryAfter is { } wait)
            {
                // During the wait the right one helps no more than a wrong one.
                Assert.Equal(HttpStatusCode.TooManyRequests, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
                waits.Add(wait);
                clock.Advance(wait);
                i--;
            }
        }

        // The first may be over before the next attempt comes; SignInThrottleTests has the exact row.
        Assert.InRange(waits.Count, 9, 13);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1], TimeSpan.FromSeconds(870), TimeSpan.FromSeconds(900));
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(user.Email, Wrong)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(user.Email, Wrong)).Status);
    }

    [Fact]
    public async Task A6_OnePasswordOnAHundredAccounts_IsHeldBackByAddress()
    {
        await using var server = await AccountsServer.StartAsync(("Lockout:FreeFailuresPerAddress", "20"));
        var user = await server.AddAsync(Role.Member);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
        {
            statuses.Add((await server.TrySignInAsync($"person{i}@example.test", Wrong)).Status);
        }

        Assert.InRange(statuses.Count(status => status is HttpStatusCode.Unauthorized), 20, 28);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
    }

    [Fact]
    public async Task A6_WhoeverGuesses_KeepsNoOwnerOut()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock, ("Lockout:FreeFailuresPerAddress", "1000"));
        var (owner, other) = (await server.AddAsync(Role.Owner), await server.AddAsync(Role.Member));
        var (device, others) = (await DeviceAsync(server, owner.Email), await DeviceAsync(server, other.Email));
        await ExhaustAsync(server, clock, owner.Email, failures: 16);

        // Strangers wait, whatever they claim to be; a device that is known comes in.
        foreach (var cookie in new[] { "", others, device[..^2] + "AA", "v1.x.y", new string('A', 2000) })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, (await server.TrySignInAsync(owner.Email, AccountsServer.Password, Cookie(cookie))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(owner.Email, AccountsServer.Password, Cookie(device))).Status);

        // A known device guesses no better than a stranger.
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            guesses.Add((await server.TrySignInAsync(owner.Email, Wrong, Cookie(device))).Status);
        }

        Assert.InRange(guesses.Count(status => status is HttpStatusCode.Unauthorized), 5, 9);
        clock.Advance(TimeSpan.FromDays(181));
        await ExhaustAsync(server, clock, owner.Email, failures: 16);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.TrySignInAsync(owner.Email, AccountsServer.Password, Cookie(device))).Status);
    }

    [Fact]
    public async Task SignIn_HashThatCostTooLittle_IsMadeAnewOnce()
    {
        await using var server = await AccountsServer.StartAsync(("Passwords:Iterations", "60000"));
        var user = await server.AddAsync(Role.Member);
        await using (var cheap = await AccountsServer.StartAsync())
        {
            var hash = (await cheap.AddAsync(Role.Member)).PasswordHash;
            await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash)));
        }

        var hashes = new List<string?> { await HashAsync() };
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
        hashes.Add(await HashAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
        hashes.Add(await HashAsync());

        Assert.NotEqual(hashes[0], hashes[1]);
        Assert.Equal(hashes[1], hashes[2]);

        Task<string?> HashAsync() => server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == user.Id).Select(u => u.PasswordHash).SingleAsync());
    }

    [Fact]
    public async Task SignIn_Failures_AreRecordedWithoutWhatWasTyped()
    {
        await using var server = await AccountsServer.StartAsync();
        var user = await server.AddAsync(Role.Member);
        await server.TrySignInAsync(user.Email, Wrong);
        await server.TrySignInAsync("stranger@example.test", Wrong);

        var failed = await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action == AuditActions.SignIn && e.Result == AuditResult.Failed).OrderBy(e => e.Sequence).ToListAsync());

        Assert.Equal([user.Id.ToString(), ""], failed.Select(e => e.Target));
        Assert.All(failed, e => Assert.Null(e.ActorId));
        Assert.Contains("email_digest", failed[1].Details, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", failed[1].Details + failed[1].Origin, StringComparison.OrdinalIgnoreCase);
        var counted = await server.DataAsync(db => db.SignInFailures.Select(row => row.Key).ToListAsync());
        Assert.DoesNotContain(counted, key => key.Contains("stranger", StringComparison.OrdinalIgnoreCase) || key.Contains(user.EmailKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_BadForms_AreRefusedByField()
    {
        await using var server = await AccountsServer.StartAsync(("Passwords:Enabled", "false"));

        Assert.Equal(["email", "password"], (await server.Anonymous.PostAsync("auth/sign-in", new { })).WrongFields);
        Assert.Equal(["password"], (await server.TrySignInAsync("a@b.test", new string('x', 5000))).WrongFields);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.TrySignInAsync("a@b.test", Wrong)).Status);
        var config = await server.Anonymous.FetchAsync("auth/config");
        Assert.Equal(("accounts", "True", "False"), (config.Text("mode"), config.Text("setup_needed"), config.Body.GetProperty("password").GetProperty("enabled").ToString()));
    }

    private static async Task ExhaustAsync(AccountsServer server, ShiftedClock clock, string email, int failures)
    {
        for (var failed = 0; failed < failures;)
        {
            var answer = await server.TrySignInAsync(email, Wrong);
            failed += answer.RetryAfter is null ? 1 : 0;
            if (answer.RetryAfter is { } wait && failed < failures)
            {
                clock.Advance(wait);
            }
        }
    }

    private static async Task<string> DeviceAsync(AccountsServer server, string email) =>
        (await server.TrySignInAsync(email, AccountsServer.Password)).Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-parley_device", StringComparison.Ordinal)).Split(';')[0].Split('=', 2)[1];

    private static (string, string) Cookie(string device) => ("Cookie", $"__Host-parley_device={device}");

    private static async Task<double> TimeAsync(AccountsServer server, string email)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(email, Wrong)).Status);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
