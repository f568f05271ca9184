using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task OpenApi_EveryOperation_IsDescribedAndEveryBodyHasAnExample()
    {
        await using var server = new TestServer();

        var document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.True(operations.Count >= 14);
        foreach (var operation in operations)
        {
            Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Value.GetRawText());
            if (operation.Value.TryGetProperty("requestBody", out var body))
            {
                Assert.True(body.GetProperty("content").EnumerateObject().All(content => content.Value.TryGetProperty("example", out _)), body.GetRawText());
            }
        }

        var id = document.GetProperty("components").GetProperty("schemas").GetProperty("ConversationId");
        Assert.Equal("string", id.GetProperty("type").GetString());
    }
}
