using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Chunking;

public sealed class ChunkerTests
{
    private static readonly string Prose = string.Join("\n\n", Enumerable.Range(1, 40).Select(i => $"Paragraph {i} begins here. It goes on with a second sentence, and ends with a third one about the sea!"));

    [Theory, InlineData("fixed"), InlineData("recursive")]
    public async Task Split_WithOverlap_BeginsWithWhatTheOneBeforeEndedWith(string chunker)
    {
        var passages = await Chunkers.SplitAsync(chunker, Prose, 100, 20);

        Assert.InRange(passages.Count, 9, 40);
        foreach (var (before, after) in passages.Zip(passages.Skip(1)))
        {
            var repeated = Prose[after.Start..before.End];
            Assert.InRange(Chunkers.Count(repeated), 18, 20);
            Assert.EndsWith(repeated, Prose[before.Start..before.End], StringComparison.Ordinal);
            Assert.StartsWith(repeated, Prose[after.Start..after.End], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Recursive_Paragraphs_AreNotTorn()
    {
        var texts = await Chunkers.TextsAsync("recursive", Prose, 100);

        Assert.All(texts, text => Assert.Matches(@"^Paragraph \d+ begins[\s\S]*sea!$", text));
        Assert.All(texts[..^1], text => Assert.InRange(Chunkers.Count(text), 50, 100));
    }

    [Fact]
    public async Task Recursive_OneLongParagraph_IsCutBetweenSentences()
    {
        var texts = await Chunkers.TextsAsync("recursive", Prose.Replace("\n\n", " ", StringComparison.Ordinal), 100);

        Assert.All(texts, text => Assert.Matches("[.!]$", text));
    }

    [Fact]
    public async Task Recursive_Code_IsCutBetweenDefinitions()
    {
        var code = string.Join("\n\n", Enumerable.Range(0, 30).Select(i => $"def f{i}(a, b):\n    x = a + b\n\n    return x * {i}"));

        var texts = await Chunkers.TextsAsync("recursive", code, 100, kind: TextKind.Code);

        Assert.True(texts.Length > 3);
        Assert.All(texts, text => Assert.StartsWith("def f", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recursive_Table_IsCutBetweenRows()
    {
        var table = string.Concat(Enumerable.Range(0, 200).Select(i => $"row {i}\tvalue {i * 7}\n"));

        var texts = await Chunkers.TextsAsync("recursive", table, 64, kind: TextKind.Table);

        Assert.All(texts, text => Assert.Matches(@"^row \d+\tvalue[\s\S]*value \d+$", text));
    }

    [Fact]
    public async Task Sentence_Passages_AreWholeSentencesAndRepeatWholeOnes()
    {
        var text = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Dr. Bell saw ship no. {i} at 3.15 p.m. on the river."));

        var passages = await Chunkers.SplitAsync("sentence", text, 80, 30);

        Assert.All(passages, passage => Assert.Matches(@"^Dr\. Bell saw ship no\. \d+[\s\S]*on the river\.$", text[passage.Start..passage.End]));
        Assert.All(passages.Zip(passages.Skip(1)), pair => Assert.True(pair.Second.Start < pair.First.End));
    }

    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("Mr. Smith met Dr. J. Bell at 3.15 p.m. They left.", "Mr. Smith met Dr. J. Bell at 3.15 p.m. They left.")]
    [InlineData("She said \"Go.\" He went.", "She said \"Go.\"|He went.")]
    [InlineData("See e.g. Chapter 4. Then stop.", "See e.g. Chapter 4.|Then stop.")]
    [InlineData("Das kostet z.B. 5 Euro. Gut.", "Das kostet z.B. 5 Euro.|Gut.")]
    [InlineData("1. First item.\n2. Second item.", "1. First item.|2. Second item.")]
    [InlineData("Wait... what? Yes.", "Wait... what?|Yes.")]
    [InlineData("今日は晴れ。明日は雨！終わり", "今日は晴れ。|明日は雨！|終わり")]
    [InlineData("Title\n\nBody text. More", "Title|Body text.|More")]
    public void Sentences_Ends_AreWhereAReaderWouldPutThem(string text, string expected)
    {
        var start = 0;
        var sentences = new List<string>();
        foreach (var end in Sentences.Ends(text))
        {
            sentences.Add(text[start..end].Trim());
            start = end;
        }

        Assert.Equal(expected, string.Join('|', sentences));
    }

    [Fact]
    public async Task Markdown_SectionsTablesAndCode_StayTogether()
    {
        var table = "| name | value |\n|---|---|\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"| row {i} | {i} |\n"));
        var code = "```py\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"x{i} = {i}\n\n")) + "# no heading\n```\n";
        var section = "Some words about it, so that the section is not empty, and a few more of them.\n\n";
        var text = string.Concat(Enumerable.Range(1, 8).Select(i => $"## Section {i}\n\n{section}{table}\n{section}{code}\n"));

        var texts = await Chunkers.TextsAsync("markdown", text, 180, 20, TextKind.Markdown);

        Assert.All(texts, passage => Assert.Equal(0, passage.Split("```").Length % 2 == 1 ? 0 : 1));
        Assert.All(texts, passage => Assert.Equal(passage.Contains("| row 0 |", StringComparison.Ordinal), passage.Contains("| row 5 |", StringComparison.Ordinal)));
        Assert.DoesNotContain(texts, passage => passage.Split('\n')[^1].StartsWith('#'));
        Assert.Equal(8, texts.Count(passage => passage.StartsWith("## Section", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Markdown_SmallSections_ShareAPassageCutAtTheOutermostHeading()
    {
        var text = "# A\n\nalpha text that is a little longer, so that a passage may end behind it\n\n## A1\n\nmore alpha\n\n# B\n\nbeta text\n\n## B1\n\n" + string.Concat(Enumerable.Repeat("long beta words follow here. ", 20));

        var texts = await Chunkers.TextsAsync("markdown", text, 64, 0, TextKind.Markdown);

        Assert.StartsWith("# A", texts[0], StringComparison.Ordinal);
        Assert.EndsWith("more alpha", texts[0], StringComparison.Ordinal);
        Assert.StartsWith("# B", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Semantic_ChangeOfTopic_EndsThePassage()
    {
        // Two topics that share no letters, for an embedder that knows nothing else.
        var first = string.Concat(Enumerable.Repeat("Bad cab face dab. ", 18));
        var second = string.Concat(Enumerable.Repeat("Winter tours knit lips. ", 18));

        var texts = await Chunkers.TextsAsync("semantic", first + second, 160);

        Assert.Equal(2, texts.Length);
        Assert.DoesNotContain("Winter", texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("cab", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Semantic_WithoutEmbedder_CutsSentences()
    {
        await using var services = Chunkers.Build(embedder: null);
        var semantic = services.GetServices<IChunker>().Single(chunker => chunker.Name == "semantic");

        var passages = await semantic.SplitAsync(new(Prose, TextKind.Prose), new(100, 10), Caller.Local, TestContext.Current.CancellationToken);

        Assert.Equal(await Chunkers.SplitAsync("sentence", Prose, 100, 10), passages);
    }

    [Fact]
    public void Catalogue_Standard_IsWhatThereIs() => Assert.Equal(
        Chunkers.Services.GetRequiredService<ChunkerCatalogue>().Names.Order(StringComparer.Ordinal), ChunkerCatalogue.Standard.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Catalogue_Auto_FollowsTheKindOfTheText()
    {
        var catalogue = Chunkers.Services.GetRequiredService<ChunkerCatalogue>();
        var text = "# A\n\nshort\n\n" + string.Concat(Enumerable.Repeat("word ", 600)) + "\n\n# B\n\n" + Prose;

        foreach (var (kind, expected) in new[] { (TextKind.Markdown, "markdown"), (TextKind.Prose, "recursive") })
        {
            var passages = await catalogue.SplitAsync(new(text, kind), null, null, Caller.Local, TestContext.Current.CancellationToken);
            Assert.Equal(await Chunkers.SplitAsync(expected, text, 512, 64, kind), passages);
        }
    }

    [Theory, InlineData("nonsense", 400, 50, "chunker"), InlineData("fixed", 63, 0, "tokens"), InlineData("fixed", 64, 33, "overlap"), InlineData("fixed", 64, -1, "overlap")]
    public async Task Catalogue_WrongRequest_NamesTheField(string name, int tokens, int overlap, string field)
    {
        var catalogue = Chunkers.Services.GetRequiredService<ChunkerCatalogue>();

        var refused = await Assert.ThrowsAsync<AppException>(async () =>
            await catalogue.SplitAsync(new("text", TextKind.Prose), name, new(tokens, overlap), Caller.Local, TestContext.Current.CancellationToken));

        Assert.Equal([field], refused.Errors!.Keys);
    }

    [Theory, InlineData("bogus", 400, 50), InlineData("auto", 32, 0), InlineData("auto", 100, 51)]
    public void Options_OutOfBounds_AreRefused(string chunker, int tokens, int overlap)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()).AddChunking();
        services.Configure<ChunkingOptions>(options => (options.Chunker, options.Tokens, options.Overlap) = (chunker, tokens, overlap));
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ChunkingOptions>>().Value);
    }
}
