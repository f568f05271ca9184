using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.States;
using Parley.Identity;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Authorization;

/// <summary>What holds while an answer is being written.</summary>
public sealed class LiveRightsTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B4_AnAnswerBeingWritten_IsOutOfReachForOthers()
    {
        await using var server = await AccountsServer.StartAsync();
        var (victim, other) = (await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Owner));
        var stranger = await server.SignInAsync(Role.Owner, await server.AddTenantAsync());
        using var stream = await victim.Client.StreamAsync(new { message = "Hello" });
        var answer = await server.Server.Model.AskedAsync();
        answer.Say("one ");
        var (turn, conversation) = (stream.Header("X-Turn-Id"), stream.Header("X-Conversation-Id"));

        foreach (var person in new[] { other, stranger })
        {
            using var resumed = await person.Client.ResumeAsync(turn, 0);
            using var stopped = await person.Client.PostAsync($"conversations/{conversation}/stop", null, CancellationToken);
            using var regenerated = await person.Client.PostAsync($"conversations/{conversation}/regenerate", null, CancellationToken);
            using var deleted = await person.Client.DeleteAsync($"conversations/{conversation}", CancellationToken);
            using var read = await person.Client.GetAsync($"conversations/{conversation}/messages", CancellationToken);
            Assert.All([resumed, stopped, regenerated, deleted, read], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
        }

        Assert.False(answer.HungUp.IsCancellationRequested);
        answer.Say("two").Finish();
        Assert.Equal("one two", (await Sse.ReadAllAsync(stream)).Text());
        using var own = await victim.Client.ResumeAsync(turn, 0);
        Assert.Equal("one two", (await Sse.ReadAllAsync(own)).Text());
    }

    [Fact]
    public async Task B5_RoleLoweredMidStream_NextToolCallIsRefused()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        using var stream = await person.Client.StreamAsync(new { message = "What time is it?", model = "gpt-4o" });

        var first = await server.Server.Model.AskedAsync();
        Assert.Contains(first.Options!.Tools!, tool => tool.Name == "get_current_time");
        first.Call("get_current_time").Finish(ChatFinishReason.ToolCalls);
        var second = await server.Server.Model.AskedAsync();
        Assert.DoesNotContain("Error", Result(second.Prompt), StringComparison.Ordinal);

        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == person.User.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, Role.Viewer)));
        server.Services.GetRequiredService<AccountStates>().Forget(person.User.Id.Value);
        second.Call("get_current_time").Finish(ChatFinishReason.ToolCalls);

        var third = await server.Server.Model.AskedAsync();
        Assert.Equal("Error: The person who is answered may not use tools. Answer without.", Result(third.Prompt));
        third.Say("I cannot look.").Finish();
        Assert.Contains("I cannot look.", (await Sse.ReadAllAsync(stream)).Text(), StringComparison.Ordinal);
    }

    private static string Result(IReadOnlyList<ChatMessage> prompt) =>
        prompt.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Last().Result?.ToString() ?? "";
}
