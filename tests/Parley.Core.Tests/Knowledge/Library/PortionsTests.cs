using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Library;

public sealed class PortionsTests(PostgresFixture postgres)
{
    [Fact]
    public void InPortions_HoldsCountAndWeight_AndLeavesNothingOut()
    {
        Assert.Equal([[1, 2], [3], [9], [1, 1, 1], [1]], new[] { 1, 2, 3, 9, 1, 1, 1, 1 }.InPortions(3, 5, weight => weight));
        Assert.Empty(Array.Empty<int>().InPortions(3, 5, weight => weight));
    }

    [Fact]
    public async Task Changes_OfLargeDocuments_ComeFewAtATime()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Caller.Local);
        for (var i = 0; i < 5; i++)
        {
            await parley.WriteDocumentAsync(Caller.Local, collection, $"{i}", ["words"], with: document => document.TextLength = 1_500_000);
        }

        var sizes = new List<int>();
        await foreach (var batch in parley.Services.GetRequiredService<CollectionRows>().ChangesAsync(collection.Value, -1, long.MaxValue, TestContext.Current.CancellationToken))
        {
            sizes.Add(batch.Count);
        }

        Assert.Equal([2, 2, 1], sizes);
    }
}
