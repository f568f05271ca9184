using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Errors;
using Parley.Identity;
using Parley.Models;
using Parley.Pipeline.Calls;
using Parley.Structured;
using Parley.Structured.Classification;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Models;

namespace Parley.Core.Tests.Structured;

public sealed class StructuredOutputTests(PostgresFixture postgres)
{
    private static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>(
        """{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"],"additionalProperties":false}""");

    private static readonly Label[] Labels = [new("billing", "invoices, charges"), new("technical"), new("other")];

    private static readonly StructuredRequest Request = new(Caller.Local, "Ann is 30.") { Instructions = "Ages in years." };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Extract_FirstAnswerFits_IsReturnedWithUsage()
    {
        await using var parley = await StartAsync();
        var extraction = Output(parley).ExtractAsync(Request, Schema, Cancellation);
        var asked = await AnswerAsync(parley, """{"name":"Ann","age":30}""");

        var result = await extraction;

        Assert.Equal(("Ann", 1, 7, 3), (result.Data.GetProperty("name").GetString(), result.Attempts, result.PromptTokens, result.CompletionTokens));
        Assert.Equal(("scripted", "script-1"), (result.Provider, result.Model));
        var options = Assert.IsType<ModelCallOptions>(asked.Options);
        Assert.Equal(("extract", 0f, true), (options.Feature, options.Temperature, options.AdditionalProperties!["strict"]));
        Assert.NotNull(Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat).Schema);
        Assert.Contains("Ages in years.", asked.Prompt[0].Text, StringComparison.Ordinal);
        Assert.Contains("Ann is 30.", asked.Prompt[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_BrokenThenWrongThenRight_IsRepairedTwiceAndSumsUsage()
    {
        await using var parley = await StartAsync();
        var extraction = Output(parley).ExtractAsync(Request, Schema, Cancellation);
        await AnswerAsync(parley, """Sure! {"name":"Ann","age":""");
        var second = await AnswerAsync(parley, """{"name":"Ann","age":"thirty"}""");
        var third = await AnswerAsync(parley, "```json\n{\"name\":\"Ann\",\"age\":30,}\n```\nAnything else?");

        var result = await extraction;

        Assert.Equal((30, 3, 21, 9), (result.Data.GetProperty("age").GetInt32(), result.Attempts, result.PromptTokens, result.CompletionTokens));
        Assert.Contains("not valid JSON", second.Prompt[^1].Text, StringComparison.Ordinal);
        Assert.Contains("$.age: must be integer, not string", third.Prompt[^1].Text, StringComparison.Ordinal);
        Assert.Equal("""{"name":"Ann","age":"thirty"}""", third.Prompt[^2].Text);
    }

    [Fact]
    public async Task Extract_NeverRight_FailsAfterThreeAnswersWithTheLastProblems()
    {
        await using var parley = await StartAsync();
        parley.Model.AlwaysSays = ["""{"name":"Ann"}"""];

        var error = await Assert.ThrowsAsync<AppException>(() => Output(parley).ExtractAsync(Request, Schema, Cancellation));

        Assert.Equal(ErrorCode.LlmProviderError, error.Code);
        Assert.Contains("3 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains("must have the property 'age'", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, parley.Model.Prompts.Count);
    }

    [Fact]
    public async Task Extract_AnswerCutAtItsLimit_SaysSoAtOnce()
    {
        await using var parley = await StartAsync();
        var extraction = Output(parley).ExtractAsync(Request, Schema, Cancellation);
        (await parley.Model.AskedAsync()).Say("""{"name":"An""").Finish(ChatFinishReason.Length);

        var error = await Assert.ThrowsAsync<AppException>(() => extraction);

        Assert.Contains("length limit", error.Message, StringComparison.Ordinal);
        Assert.Single(parley.Model.Prompts);
    }

    [Fact]
    public async Task Extract_ProviderRefusesTheSchemaMode_IsAskedInWordsAlone()
    {
        await using var parley = await StartAsync();
        var extraction = Output(parley).ExtractAsync(Request, Schema, Cancellation);
        (await parley.Model.AskedAsync()).Fail(new ModelException(ModelErrorKind.InvalidRequest, "scripted", "response_format is not supported"));
        var second = await AnswerAsync(parley, """{"name":"Ann","age":30}""");

        Assert.Equal(1, (await extraction).Attempts);
        Assert.Null(second.Options!.ResponseFormat);
    }

    [Fact]
    public async Task Extract_Typed_GivesTheType()
    {
        await using var parley = await StartAsync();
        var extraction = Output(parley).ExtractAsync<Person>(Request, null, Cancellation);
        var first = await AnswerAsync(parley, """{"name":"Ann","born":"1996-02-31","nickname":null}""");
        await AnswerAsync(parley, """{"name":"Ann","born":"1996-02-28","nickname":null}""");

        var result = await extraction;

        Assert.Equal((new Person("Ann", new(1996, 2, 28), null), 2), (result.Data, result.Attempts));
        Assert.Equal(true, first.Options!.AdditionalProperties!["strict"]);
    }

    [Fact]
    public async Task Extract_OfflineProvider_SaysWhatToConfigure()
    {
        await using var parley = await StartAsync();

        var error = await Assert.ThrowsAsync<AppException>(
            () => Output(parley).ExtractAsync(Request with { Provider = "offline" }, Schema, Cancellation));

        Assert.Equal(["provider"], error.Errors!.Keys);
        Assert.Contains("OPENAI_API_KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_NoTextAndLongInstructions_NamesBoth()
    {
        await using var parley = await StartAsync();

        var error = await Assert.ThrowsAsync<AppException>(() => Output(parley).ExtractAsync(
            new(Caller.Local, " ") { Instructions = new('x', 5000) }, Schema, Cancellation));

        Assert.Equal(["instructions", "text"], error.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Classify_One_AddsUpToOneAndIsRepairedWhenNot()
    {
        await using var parley = await StartAsync();
        var classification = Output(parley).ClassifyAsync(Request, Labels, multi: false, Cancellation);
        await AnswerAsync(parley, Stated(("billing", 0.9), ("technical", 0.8), ("other", 0)));
        var second = await AnswerAsync(parley, Stated(("other", 0.05), ("billing", 0.95), ("technical", 0.05)));

        var result = (await classification).Data;

        Assert.Contains("add up to 1.7", second.Prompt[^1].Text, StringComparison.Ordinal);
        Assert.Contains("billing: invoices, charges", second.Prompt[0].Text, StringComparison.Ordinal);
        Assert.Equal("billing", result.Label);
        Assert.Equal(1, result.Labels.Sum(label => label.Confidence), 3);
        Assert.Equal(["billing", "technical", "other"], result.Labels.Select(label => label.Name));
    }

    [Fact]
    public async Task Classify_Several_EachStandsAloneAndNoneMayApply()
    {
        await using var parley = await StartAsync();
        parley.Model.AlwaysSays = [Stated(("billing", 0.9), ("technical", 0.8), ("other", 0))];
        var both = await Output(parley).ClassifyAsync(Request, Labels, multi: true, Cancellation);
        parley.Model.AlwaysSays = [Stated(("billing", 0.1), ("technical", 0.2), ("other", 0))];
        var none = await Output(parley).ClassifyAsync(Request with { Text = "Hello" }, Labels, multi: true, Cancellation);

        Assert.Equal(("billing", 0.9, 2), (both.Data.Label, both.Data.Confidence, both.Data.Labels.Count(label => label.Confidence >= 0.5)));
        Assert.Equal((null, 0.0), (none.Data.Label, none.Data.Confidence));
    }

    [Theory]
    [InlineData("""{"labels":[{"name":"billing","confidence":1.5},{"name":"technical","confidence":0},{"name":"other","confidence":0}]}""", "from 0 to 1")]
    [InlineData("""{"labels":[{"name":"billing","confidence":1},{"name":"billing","confidence":0},{"name":"other","confidence":0}]}""", "must hold 'billing' once")]
    [InlineData("""{"labels":[{"name":"spam","confidence":1}]}""", "must be one of")]
    public async Task Classify_FiguresThatCannotBe_AreNotPassedOn(string answer, string problem)
    {
        await using var parley = await StartAsync();
        parley.Model.AlwaysSays = [answer];

        var error = await Assert.ThrowsAsync<AppException>(() => Output(parley).ClassifyAsync(Request, Labels, multi: false, Cancellation));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_BadLabels_AreNamed()
    {
        await using var parley = await StartAsync();

        foreach (var labels in new Label[][] { [new("one")], [new("a"), new("a")], [new("a"), new(" ")], [new("a"), new("b", new('x', 501))] })
        {
            var error = await Assert.ThrowsAsync<AppException>(() => Output(parley).ClassifyAsync(Request, labels, multi: false, Cancellation));
            Assert.Equal(["labels"], error.Errors!.Keys);
        }
    }

    private static string Stated(params (string Name, double Confidence)[] labels) =>
        JsonSerializer.Serialize(new { labels = labels.Select(label => new { name = label.Name, confidence = label.Confidence }) });

    private Task<TestParley> StartAsync() => TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);

    private static StructuredOutput Output(TestParley parley) => parley.Services.GetRequiredService<StructuredOutput>();

    private static async Task<ScriptedAnswer> AnswerAsync(TestParley parley, string text)
    {
        var answer = await parley.Model.AskedAsync();
        answer.Say(text).Finish();
        return answer;
    }

    private sealed record Person(string Name, DateOnly Born, string? Nickname);
}
