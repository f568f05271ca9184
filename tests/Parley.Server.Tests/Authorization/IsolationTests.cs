using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Server.Tests.Accounts;
using Parley.Testing.Databases;

namespace Parley.Server.Tests.Authorization;

/// <summary>Five people of two tenants do what comes to mind, all at once. Nobody ever reads a word of somebody else's.</summary>
public sealed class IsolationTests(PostgresFixture postgres)
{
    private const int Steps = 100;

    private static readonly string[] Questions =
        ["What is the plan?", "What is the plan please?", "What's the plan", "Who leads the project?", "Who leads the projects?"];

    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _things = new();

    [Theory]
    [InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Sqlite, true)]
    [InlineData(TestDatabase.Postgres, false)]
    public async Task B3_RandomWork_NeverShowsAForeignRow(TestDatabase database, bool shareWithinTenant)
    {
        await using var server = await AccountsServer.StartAsync(
        [
            ("Limits:Enabled", "false"), ("Caches:Exact", "All"), ("Caches:Semantic:Enabled", "true"), ("Caches:ShareWithinTenant", shareWithinTenant ? "true" : "false"),
            .. database is TestDatabase.Postgres ? [("Database:Url", await postgres.Server.CreateDatabaseAsync())] : Array.Empty<(string, string)>(),
        ]);
        var others = await server.AddTenantAsync();
        Actor[] actors =
        [
            new("amber", await server.SignInAsync(Role.Owner)), new("basil", await server.SignInAsync(Role.Member)), new("cedar", await server.SignInAsync(Role.Viewer)),
            new("delta", await server.SignInAsync(Role.Owner, others)), new("ember", await server.SignInAsync(Role.Member, others)),
        ];
        using var ended = new CancellationTokenSource();
        var model = AnswerAsync(server, ended.Token);

        var reads = await Task.WhenAll(actors.Select((actor, i) => Task.Run(() => WorkAsync(actor, actors, new Random(4217 + i)))));

        await ended.CancelAsync();
        await model;
        Assert.True(reads.Sum() > 150, $"Only {reads.Sum()} answers were read.");
        Assert.True(_things.Count == 4, "Somebody who may write has written nothing.");
    }

    // The model says who asked, by the one word in the prompt that tells; else that it does not know.
    private static async Task AnswerAsync(AccountsServer server, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var asked = server.Server.Model.AskedAsync();
            if (await Task.WhenAny(asked, Task.Delay(Timeout.Infinite, ended)) != asked)
            {
                return;
            }

            var answer = await asked;
            var prompt = string.Join(' ', answer.Prompt.Select(message => message.Text));
            answer.Say($"To {prompt.Split(' ').LastOrDefault(word => word.StartsWith("secret-", StringComparison.Ordinal)) ?? "somebody"}.").Finish();
        }
    }

    /// <returns>How many answers with something in them were read.</returns>
    private async Task<int> WorkAsync(Actor actor, Actor[] all, Random random)
    {
        var read = 0;
        for (var step = 0; step < Steps; step++)
        {
            using var answer = await StepAsync(actor, all, random);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(answer.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable, text);
            foreach (var other in all.Where(other => other != actor))
            {
                Assert.False(text.Contains(other.Secret, StringComparison.Ordinal), $"{actor.Name} reads of {other.Name} from {answer.RequestMessage!.RequestUri}: {text}");
            }

            read += text.Contains(actor.Secret, StringComparison.Ordinal) ? 1 : 0;
            if (answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/chat", StringComparison.Ordinal))
            {
                using var json = JsonDocument.Parse(text);
                _things.GetOrAdd(actor.Name, _ => []).Add(json.RootElement.GetProperty("conversation_id").GetString()!);
            }
        }

        return read;
    }

    private Task<HttpResponseMessage> StepAsync(Actor actor, Actor[] all, Random random)
    {
        var client = actor.Person.Client;
        var other = all[random.Next(all.Length)];
        var thing = _things.TryGetValue(other.Name, out var things) && !things.IsEmpty ? things.ElementAt(random.Next(things.Count)) : "conv_01m7y90072edxa8021d01dfqw0";
        return random.Next(14) switch
        {
            0 or 1 or 2 => client.PostAsJsonAsync("chat", new { message = $"{Questions[random.Next(Questions.Length)]} I am {actor.Secret} ." }),

            // The same words as others ask, with a persona of one's own name that tells who asks.
            3 or 4 => client.PostAsJsonAsync("chat", new { message = Questions[random.Next(Questions.Length)], persona = "mine" }),
            5 => client.PostAsJsonAsync("personas", new { id = "mine", display_name = "Mine", prompt = new { role = $"You serve {actor.Secret} ." } }),
            6 => client.PostAsJsonAsync("chat", new { message = $"Go on, {actor.Secret} .", conversation_id = thing }),
            7 => client.GetAsync($"conversations/{thing}/messages"),
            8 => client.GetAsync($"conversations?q={other.Secret}"),
            9 => client.GetAsync("conversations?limit=100"),
            10 => client.GetAsync("personas/mine"),
            11 => client.GetAsync("personas?limit=200"),
            12 => client.GetAsync("usage?group_by=user,conversation"),
            _ => client.PatchAsJsonAsync($"conversations/{thing}", new { title = $"Of {actor.Secret}" }),
        };
    }

    private sealed record Actor(string Name, Person Person)
    {
        public string Secret => $"secret-{Name}";
    }
}
