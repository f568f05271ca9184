using System.Text.Json;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Server.Tests.Accounts;
using Parley.Server.Tests.Auditing;
using Parley.Testing.Knowledge;

namespace Parley.Server.Tests.Knowledge;

/// <summary>What documents say and what people ask stays out of the log, however much is logged.</summary>
public sealed class KnowledgeLogTests
{
    // Of a document's title, its text, its file's name, and of the question, the search and the answer.
    private static readonly string[] Canaries = ["heliotropetitle", "viridiantext", "ceruleanname", "ochrequestion", "umbersearch", "siennaanswer"];

    [Theory, InlineData(false), InlineData(true)]
    public async Task H1_GroundedTurn_LeavesNoTitleSnippetOrQuestionInTheLog(bool everything)
    {
        using var log = new LogCapture();
        (string, string)[] levels = everything
            ? [("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft", "Debug"), ("Logging:LogLevel:System", "Debug")]
            : [("Logging:LogLevel:Default", "Information")];
        await using var server = new TestServer(log, levels);
        server.Model.AlwaysSays = ["It closes ", "[1], siennaanswer."];
        await TestLibrary.AddAsync(server.Services, Caller.Local, Sharing.Private, ("Heliotropetitle", "The viridiantext door closes at nine when the ochrequestion is asked."));
        var id = await server.Client.CollectionAsync();
        await server.Client.UploadAsync(id, ("ceruleanname.md", "# Heliotropetitle\n\nThe viridiantext door closes at nine."), ("ceruleanname.docx", "viridiantext, and no Word document"));

        using var response = await server.Client.StreamAsync(new { message = "When does the door close, ochrequestion?", use_rag = true });
        var events = await Sse.ReadAllAsync(response);
        var whole = await server.Client.PostAsync("chat", new { message = "And the ochrequestion door?", use_rag = true, conversation_id = response.Header("X-Conversation-Id") });
        var found = await server.Client.PostAsync("knowledge/search", new { query = "umbersearch door" });
        var document = (await server.Client.DocumentsAsync(id, "&status=ready")).Single().Text("id");
        await server.Client.FetchAsync($"documents/{document}/text");
        await server.Client.FetchAsync($"documents/{document}/chunks");
        await server.Client.FetchAsync($"documents/{document}/file");

        // It all happened, with the words in it.
        Assert.Contains(events, e => e.Event == "source" && e.Data.GetRawText().Contains("viridiantext", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Array, whole.Body.GetProperty("sources").ValueKind);
        Assert.Contains("viridiantext", found.Body.GetRawText(), StringComparison.Ordinal);
        Assert.True(log.Lines.Count > (everything ? 100 : 0), "Nothing was logged, so nothing was tested.");
        foreach (var canary in Canaries)
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }
}
