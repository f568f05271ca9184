using System.Text.Json;
using Parley.Chat;
using Parley.Cli.Conversations;
using Parley.Errors;

namespace Parley.Cli.Tests.Conversations;

public sealed class ExportTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-export-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Markdown_Transcript_TellsWhoSaidWhatAndWhatIsMissing()
    {
        var text = MarkdownExport.Write(Transcript());

        Assert.Equal("""
            # Rivers

            ## You, 2026-11-21 12:00 UTC

            Name rivers.

            ## openai/gpt-4o, 2026-11-21 12:00 UTC

            - Elbe
            - Tan

            *(stopped)*

            """, text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Json_Transcript_UsesTheNamesOfTheApi()
    {
        using var json = JsonDocument.Parse(JsonExport.Write(Transcript()));

        var answer = json.RootElement.GetProperty("messages")[1];
        Assert.Equal("assistant", answer.GetProperty("role").GetString());
        Assert.Equal("cancelled", answer.GetProperty("status").GetString());
        Assert.Equal(4, answer.GetProperty("tokens_used").GetProperty("total").GetInt32());
        Assert.StartsWith("conv_", json.RootElement.GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "rivers-lakes-c.md", false)]
    [InlineData("notes.json", "notes.json", false)]
    [InlineData("my notes.md --force", "my notes.md", true)]
    [InlineData("--force my.md", "my.md", true)]
    [InlineData("\"my notes.md\"", "my notes.md", false)]
    [InlineData("--force", "rivers-lakes-c.md", true)]
    public void Parse_Arguments_GivePathAndForce(string arguments, string path, bool overwrite) =>
        Assert.Equal(new ExportFile(path, overwrite), ExportFile.Parse(arguments, "Rivers & lakes: ../\e[1mC"));

    [Fact]
    public async Task WriteAsync_ExistingFile_IsKeptUnlessForced()
    {
        var path = Path.Combine(_directory, "a.md");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<AppException>(() => new ExportFile(path, false).WriteAsync(Transcript(), TestContext.Current.CancellationToken));
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        await new ExportFile(path, true).WriteAsync(Transcript(), TestContext.Current.CancellationToken);
        Assert.StartsWith("# Rivers", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_NoSuchDirectory_IsSaid()
    {
        var file = new ExportFile(Path.Combine(_directory, "missing", "a.md"), false);

        var error = await Assert.ThrowsAsync<AppException>(() => file.WriteAsync(Transcript(), TestContext.Current.CancellationToken));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    private static Transcript Transcript()
    {
        var conversation = new Conversation { Id = ConversationId.New(), Title = "Rivers", CreatedAt = Noon, UpdatedAt = Noon };
        var turn = new Turn
        {
            Id = TurnId.New(), NodeId = "n", Provider = "openai", Model = "gpt-4o", Status = TurnStatus.Cancelled,
            FinishReason = "cancelled", PromptTokens = 3, CompletionTokens = 1,
        };
        return new(conversation,
        [
            new(new() { Id = MessageId.New(), Role = MessageRole.User, Content = "Name rivers.", CreatedAt = Noon }, null),
            new(new() { Id = MessageId.New(), Role = MessageRole.Assistant, Content = "- Elbe\n- Tan", CreatedAt = Noon }, turn),
        ]);
    }
}
