using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Models.Tokens;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Retrieval;

public sealed class KnowledgeSearchTests(PostgresFixture postgres)
{
    private static readonly Caller Owner = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private static readonly Caller Colleague = new(Owner.TenantId, Guid.CreateVersion7());
    private static readonly Caller Stranger = new(Guid.CreateVersion7(), Guid.CreateVersion7());

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Search_Question_FindsThePassageAndSaysHow(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, collection, "Streaming", ["Tokens arrive one by one. ", "Unauthorised sockets are closed with code 4001. "]);
        await parley.WriteDocumentAsync(Owner, collection, "Billing", ["Invoices close each month."]);

        var result = await SearchAsync(parley, Owner, new SearchRequest("What close code for an unautorised socket?") { Mode = SearchMode.Keyword });

        Assert.Equal("unauthorised", result.Corrections["unautorised"]);
        Assert.Contains("unauthorised socket", result.Query, StringComparison.Ordinal);
        var best = result.Passages[0];
        Assert.Contains("4001", best.Text, StringComparison.Ordinal);
        Assert.Equal(("Streaming", collection.Value), (best.Title, best.CollectionId));
        Assert.Equal(best.Text.Length, best.End - best.Start);
        Assert.InRange(best.Score, 0.1, 1);
        Assert.True(best.Scores is { Keyword: > 0, Fused: 1, Reranked: > 0 });
        Assert.Equal(["collections", "spelling", "keyword", "fusion", "passages", "rerank"], result.Stages.Select(stage => stage.Name).Take(6));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Search_SharingChanges_HoldsWithTheNextQuery(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner, Sharing.Tenant);
        await parley.WriteDocumentAsync(Owner, collection, "Plans", ["zeppelin plans"]);
        Assert.Single((await SearchAsync(parley, Colleague, new SearchRequest("zeppelin"))).Passages);
        Assert.Empty((await SearchAsync(parley, Stranger, new SearchRequest("zeppelin") { Collections = [collection.Value] })).Passages);

        await parley.AsAsync(Owner, db => db.Collections.ExecuteUpdateAsync(set => set.SetProperty(c => c.Sharing, Sharing.Private)));

        foreach (var caller in new[] { Colleague, Stranger })
        {
            var result = await SearchAsync(parley, caller, new SearchRequest("zepelin") { Collections = [collection.Value] });
            Assert.Empty(result.Passages);
            Assert.Empty(result.Corrections);
            Assert.Equal([("collections", 0)], result.Stages.Select(stage => (stage.Name, stage.Count)));
        }
    }

    [Fact]
    public async Task Search_EveryStrategy_ReturnsTheSamePassageFirst()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, collection, "Limits", ["A burst of requests is answered with status 429. "]);
        await parley.WriteDocumentAsync(Owner, collection, "Ports", ["The server listens on port 8080. "]);
        foreach (var strategy in Enum.GetValues<SearchStrategy>())
        {
            var result = await SearchAsync(parley, Owner, new SearchRequest("status of a request burst") { Strategy = strategy });
            Assert.Contains("429", result.Passages[0].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Search_Graph_FollowsANameToAPassageWithoutTheQuerysWords()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, collection, "Incident", ["The outage in March was caused by Kestrel-7 during maintenance. "]);
        var machine = await parley.WriteDocumentAsync(Owner, collection, "Machines", ["Kestrel-7 stands in Lisbon and belongs to the storage team. "]);
        await parley.WriteDocumentAsync(Owner, collection, "Food", ["Lunch is at noon. "]);

        var plain = await SearchAsync(parley, Owner, new SearchRequest("what caused the outage") { Mode = SearchMode.Keyword });
        var graph = await SearchAsync(parley, Owner, new SearchRequest("what caused the outage") { Mode = SearchMode.Keyword, Strategy = SearchStrategy.Graph });

        Assert.DoesNotContain(plain.Passages, passage => passage.DocumentId == machine.Value);
        Assert.Contains(graph.Passages, passage => passage.DocumentId == machine.Value);
        Assert.DoesNotContain(graph.Passages, passage => passage.Title == "Food");
    }

    [Fact]
    public async Task Search_Agentic_LooksForTheWordsThatWereMissing()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        for (var i = 0; i < 12; i++)
        {
            await parley.WriteDocumentAsync(Owner, collection, $"Backup {i}", [$"Backup schedule and backup retention, part {i}. "]);
        }

        await parley.WriteDocumentAsync(Owner, collection, "Keys", ["Encryption happens with the owner's key, whatever else is said of other things and of many more of them. "]);

        var result = await SearchAsync(
            parley, Owner, new SearchRequest("backup schedule retention encryption") { Mode = SearchMode.Keyword, Strategy = SearchStrategy.Agentic, Top = 3 });

        Assert.True(result.IsSufficient);
        var unknown = await SearchAsync(parley, Owner, new SearchRequest("backup volcano eruptions xylophone") { Mode = SearchMode.Keyword, Strategy = SearchStrategy.Agentic });
        Assert.False(unknown.IsSufficient);
    }

    [Fact]
    public async Task Search_OverlappingNeighbours_BecomeOneStretchOfTheDocument()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, collection, "Lamps", ["First lantern. ", "Second lantern. ", "Nothing. ", "Last lantern. "]);

        var passages = (await SearchAsync(parley, Owner, new SearchRequest("lantern") { Mode = SearchMode.Keyword })).Passages;

        Assert.Equal(["First lantern. Second lantern. ", "Last lantern. "], passages.OrderBy(passage => passage.Start).Select(passage => passage.Text));
        Assert.All(passages, passage => Assert.Equal(passage.Text.Length, passage.End - passage.Start));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(600)]
    [InlineData(8192)]
    public async Task Search_LongRunOfNeighbours_IsJoinedUpToTheBoundAndNowhereElseCut(int bound)
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: new() { ["Knowledge:Retrieval:MaxMergedTokens"] = $"{bound}" });
        var collection = await parley.AddCollectionAsync(Owner);
        string[] chunks = [.. Enumerable.Range(0, 40).Select(i => $"Lantern {i} – brighter than number {i * 7 % 40}, with “glaß” and 🏮 of maker {i * 13 % 31}. ")];
        var whole = string.Concat(chunks);
        await parley.WriteDocumentAsync(Owner, collection, "Lamps", chunks);

        var passages = (await SearchAsync(parley, Owner, new SearchRequest("lantern") { Mode = SearchMode.Keyword, Top = 40, Diversity = 0 })).Passages;

        var tokens = parley.Services.GetRequiredService<TokenCounter>();
        Assert.Equal(whole, string.Concat(passages.OrderBy(passage => passage.Start).Select(passage => passage.Text)));
        Assert.All(passages, passage =>
        {
            Assert.Equal(whole[passage.Start..passage.End], passage.Text);
            Assert.InRange(tokens.Count(passage.Text, "gpt-4o"), 1, bound);
        });
        Assert.InRange(passages.Count, tokens.Count(whole, "gpt-4o") / bound, 2 + (2 * tokens.Count(whole, "gpt-4o") / bound));
    }

    [Fact]
    public async Task Search_TheSameTextTwice_IsShownOnceBeforeOtherThings()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        const string Text = "The lantern protocol says that every lantern is lit before dusk by its keeper.";
        await parley.WriteDocumentAsync(Owner, collection, "One", [Text]);
        await parley.WriteDocumentAsync(Owner, collection, "Copy", [Text + " "]);
        await parley.WriteDocumentAsync(Owner, collection, "Other", ["A lantern may also be bought in town, they are cheap, if the protocol allows it."]);

        var request = new SearchRequest("lantern protocol") { Mode = SearchMode.Keyword, Top = 2 };
        var various = (await SearchAsync(parley, Owner, request with { Diversity = 0.5 })).Passages;
        var plain = (await SearchAsync(parley, Owner, request with { Diversity = 0 })).Passages;

        Assert.Contains(various, passage => passage.Title == "Other");
        Assert.DoesNotContain(plain, passage => passage.Title == "Other");
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Search_DocumentWithoutADate_IsFilteredDecayedAndShownByTheDayItWasAdded(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        var added = new DateTime(2020, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        await parley.WriteDocumentAsync(Owner, collection, "Lantern", ["lantern rules"], with: d => (d.CreatedAt, d.UpdatedAt) = (added, added.AddYears(5)));
        var request = new SearchRequest("lantern") { Mode = SearchMode.Keyword, HalfLifeDays = (DateTime.UtcNow - added).TotalDays };

        var within = await SearchAsync(parley, Owner, request with { Filter = new() { From = added, To = added.AddDays(1) } });
        var later = await SearchAsync(parley, Owner, request with { Filter = new() { From = added.AddDays(1) } });

        Assert.Equal(added, within.Passages.Single().Date);
        Assert.InRange(within.Passages.Single().Scores.Recency!.Value, 0.49, 0.51);
        Assert.Empty(later.Passages);
    }

    [Fact]
    public async Task Search_HalfLife_PutsTheNewerFirst()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, collection, "Old lantern", ["lantern rules for all keepers"], with: d => d.Date = DateTime.UtcNow.AddDays(-400));
        await parley.WriteDocumentAsync(Owner, collection, "New", ["rules, and much else of a keeper's day, for the lantern"], with: d => d.Date = DateTime.UtcNow.AddDays(-1));

        var request = new SearchRequest("lantern rules") { Mode = SearchMode.Keyword };
        Assert.Equal("Old lantern", (await SearchAsync(parley, Owner, request)).Passages[0].Title);
        Assert.Equal("New", (await SearchAsync(parley, Owner, request with { HalfLifeDays = 100 })).Passages[0].Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("the of and")]
    [InlineData("?!… \ud800")]
    public async Task Search_NothingToSearchFor_FindsNothing(string query)
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        await parley.WriteDocumentAsync(Owner, await parley.AddCollectionAsync(Owner), "One", ["the text of one"]);

        Assert.Empty((await SearchAsync(parley, Owner, new SearchRequest(query) { Mode = SearchMode.Keyword })).Passages);
    }

    [Fact]
    public async Task Search_OutOfBounds_SaysWhich()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);

        var error = await Assert.ThrowsAsync<AppException>(() => SearchAsync(parley, Owner, new SearchRequest("x") { Top = 101 }));

        Assert.Equal(ErrorCode.ValidationError, error.Code);
        Assert.Contains("top", error.Errors!.Keys);
    }

    private static Task<SearchResult> SearchAsync(TestParley parley, Caller caller, SearchRequest request) =>
        parley.Services.GetRequiredService<KnowledgeSearch>().SearchAsync(request, caller, TestContext.Current.CancellationToken);
}
