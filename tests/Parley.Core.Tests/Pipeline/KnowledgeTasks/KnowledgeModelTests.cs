using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge;
using Parley.Models;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Pipeline.KnowledgeTasks;

/// <summary>When the model for knowledge is asked, and when not.</summary>
public sealed class KnowledgeModelTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_ModelIsTooSlow_IsLeftAloneThenTriedByOne()
    {
        var clock = new ShiftedClock();
        await using var parley = await StartAsync("scripted", clock, ("Knowledge:Model:TimeLimit", "00:00:00.100"), ("Breakers:Failures", "2"));
        var model = parley.Services.GetRequiredService<IKnowledgeModel>();

        // 1. It never answers: twice that is waited for, and then no more.
        Assert.Null(await AskAsync(model));
        Assert.True(model.IsAvailableTo(Caller.Local));
        Assert.Null(await AskAsync(model));
        Assert.False(model.IsAvailableTo(Caller.Local));
        Assert.Null(await AskAsync(model));
        Assert.Equal(2, parley.Model.Prompts.Count);

        // 2. A minute later one call finds out; the others go on without.
        clock.Advance(TimeSpan.FromSeconds(61));
        parley.Model.AlwaysSays = ["back"];
        Assert.Equal("back", await AskAsync(model));
        Assert.True(model.IsAvailableTo(Caller.Local));
        Assert.Equal("back", await AskAsync(model));
    }

    [Fact]
    public async Task Ask_WhileOneCallTriesWhetherItIsBack_OthersAreNotKeptWaiting()
    {
        var clock = new ShiftedClock();
        await using var parley = await StartAsync("scripted", clock, ("Knowledge:Model:TimeLimit", "00:00:20"), ("Breakers:Failures", "1"), ("Retries:MaxAttempts", "1"));
        var model = parley.Services.GetRequiredService<IKnowledgeModel>();
        var failed = AskAsync(model);
        (await parley.Model.AskedAsync()).Fail(new ModelException(ModelErrorKind.Authentication, "scripted", "The key is wrong."));
        Assert.Null(await failed);
        Assert.False(model.IsAvailableTo(Caller.Local));

        clock.Advance(TimeSpan.FromSeconds(61));
        var probe = AskAsync(model);
        var asked = await parley.Model.AskedAsync();
        Assert.Null(await AskAsync(model));
        asked.Say("yes").Finish();

        Assert.Equal("yes", await probe);
        Assert.Equal(2, parley.Model.Prompts.Count);
    }

    [Fact]
    public async Task Ask_CallerLeaves_IsNotTheModelsFault()
    {
        await using var parley = await StartAsync("scripted", null, ("Breakers:Failures", "1"));
        var model = parley.Services.GetRequiredService<IKnowledgeModel>();
        using var leaves = new CancellationTokenSource();

        var answer = model.AskAsync("task", "data", Caller.Local, leaves.Token);
        var asked = await parley.Model.AskedAsync();
        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await asked.HungUpAsync(TimeSpan.FromSeconds(10));
        Assert.True(model.IsAvailableTo(Caller.Local));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public async Task Ask_AnswerIsCutOff_IsNone(string reason)
    {
        await using var parley = await StartAsync("scripted/script-2", null);

        var answer = AskAsync(parley.Services.GetRequiredService<IKnowledgeModel>());
        var asked = await parley.Model.AskedAsync();
        asked.Say("1 ye").Finish(new ChatFinishReason(reason));

        Assert.Null(await answer);
        Assert.Equal("script-2", asked.Options!.ModelId);
    }

    [Fact]
    public async Task Ask_CallerMayNotUseModels_AsksNobody()
    {
        await using var parley = await StartAsync("scripted", null);
        parley.Model.AlwaysSays = ["yes"];
        var model = parley.Services.GetRequiredService<IKnowledgeModel>();
        var reader = Caller.Local with { Rights = Rights.ReadContent };

        Assert.False(model.IsAvailableTo(reader));
        Assert.Null(await model.AskAsync("task", "data", reader, Cancellation));
        Assert.Empty(parley.Model.Prompts);
    }

    [Fact]
    public async Task Ask_NoneConfigured_IsAvailableToNobody()
    {
        await using var parley = await StartAsync(null, null);

        Assert.False(parley.Services.GetRequiredService<IKnowledgeModel>().IsAvailableTo(Caller.Local));
    }

    [Theory]
    [InlineData("offline", "can neither judge nor rewrite")]
    [InlineData("nobody/x", "no provider of that name")]
    [InlineData("openai/", "no such model")]
    public async Task Start_NameThatCanNeverAnswer_IsRefusedWithTheReason(string name, string expected)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () => await (await StartAsync(name, null)).DisposeAsync());

        Assert.Contains($"KNOWLEDGE_MODEL '{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private Task<TestParley> StartAsync(string? name, TimeProvider? clock, params (string Key, string Value)[] settings) => TestParley.StartAsync(
        TestDatabase.Sqlite, postgres.Server, clock,
        new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))) { ["Knowledge:Model:Name"] = name });

    private static Task<string?> AskAsync(IKnowledgeModel model) => model.AskAsync("task", "data", Caller.Local, Cancellation);
}
