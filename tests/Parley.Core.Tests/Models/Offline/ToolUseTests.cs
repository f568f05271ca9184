using Microsoft.Extensions.AI;
using Xunit;

namespace Parley.Core.Tests.Models.Offline;

public sealed class ToolUseTests
{
    [Theory]
    [InlineData("what is 17 * 23?", "**391**")]
    [InlineData("What is 17 x 23", "**391**")]
    [InlineData("15% of 240", "**36**")]
    [InlineData("(2+3)^4", "**625**")]
    [InlineData("how much is 1,250.50 / 4", "**312.625**")]
    [InlineData("What's 2 plus 2?", "**4**")]
    [InlineData("Please calculate 0.1 + 0.2", "**0.3**")]
    [InlineData("what is the square root of 144", "**12**")]
    [InlineData("5 times 6", "**30**")]
    [InlineData("Hi, what is 10 divided by 4?", "**2.5**")]
    [InlineData("2+2=", "**4**")]
    [InlineData("Was ist 3 mal 4?", "**12**")]
    [InlineData("calculate 12 divided by 0", "Division by zero")]
    public async Task Calculation_IsDoneByTheTool(string question, string expected) =>
        Assert.Contains(expected, await new Assistant(withTools: true).SayAsync(question), StringComparison.Ordinal);

    [Theory]
    [InlineData("what day is it?", "Saturday, 2026-11-21")]
    [InlineData("What is today's date?", "2026-11-21")]
    [InlineData("What time is it in Tokyo?", "2026-11-22 07:30:05")]
    [InlineData("what time is it in new york", "17:30:05")]
    [InlineData("how many days until 24 December?", "33 days")]
    [InlineData("How many days until Christmas?", "34 days")]
    [InlineData("what date is 3 weeks from today?", "2026-12-12")]
    [InlineData("what date is two days ago", "2026-11-19")]
    [InlineData("what date is 10 days before 1 March 2026", "2026-02-19")]
    [InlineData("days between 2026-01-01 and 2026-03-15", "73 days")]
    [InlineData("How many days are there between 1 January 2026 and 15 March 2026?", "73 days")]
    [InlineData("What day of the week is 2026-12-24?", "Thursday")]
    [InlineData("what day was 4 July 1776?", "Thursday")]
    [InlineData("Wie viele Tage bis Weihnachten?", "34 days")]
    [InlineData("Wie viele Tage sind es bis zum 24. Dezember?", "33 days")]
    [InlineData("Wie spät ist es?", "22:30:05")]
    [InlineData("Welches Datum ist in 3 Wochen?", "2026-12-12")]
    [InlineData("what time is it in Atlantis?", "not a time zone")]
    public async Task DateQuestion_IsAnsweredByTheTool(string question, string expected) =>
        Assert.Contains(expected, await new Assistant(withTools: true).SayAsync(question), StringComparison.Ordinal);

    [Theory]
    [InlineData("what is 17 * 23?", "391")]
    [InlineData("what day is it?", "2026")]
    [InlineData("how many days until 24 December?", "33")]
    public async Task WithoutTools_SaysThatItCannot(string question, string mustNot)
    {
        var answer = await Assistant.AskAsync(question);

        Assert.Contains("I can't", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(mustNot, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("555-1234")]
    [InlineData("2026-01-01")]
    [InlineData("What is 42?")]
    [InlineData("What is the meaning of pi?")]
    [InlineData("What day is the meeting?")]
    [InlineData("How many days does Anna work?")]
    [InlineData("What is the max speed?")]
    [InlineData("Explain C++")]
    public async Task NotACalculation_CallsNothing(string message)
    {
        var answer = await new Assistant(withTools: true).SayAsync(message);

        Assert.DoesNotContain("**", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("tool could not", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calculation_InAConversation_IsAnsweredAgainAndAgain()
    {
        var assistant = new Assistant(withTools: true);

        Assert.Contains("**4**", await assistant.SayAsync("2+2"), StringComparison.Ordinal);
        Assert.Contains("**9**", await assistant.SayAsync("what is 3*3?"), StringComparison.Ordinal);
        Assert.Equal("You're welcome!", await assistant.SayAsync("thanks"));
    }

    [Fact]
    public async Task ToolCall_HasArgumentsAndFinishReason()
    {
        var calculate = AIFunctionFactory.Create((string expression) => expression, "calculate");

        var response = await Assistant.ChatClient.GetResponseAsync(
            "what is 17 * 23?", new ChatOptions { Tools = [calculate] }, TestContext.Current.CancellationToken);

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal("calculate", call.Name);
        Assert.Equal("17 * 23", call.Arguments!["expression"]);
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.True(response.Usage!.OutputTokenCount > 0);
    }

    [Fact]
    public async Task ToolsForbidden_AreNotCalled()
    {
        var calculate = AIFunctionFactory.Create((string expression) => expression, "calculate");

        var response = await Assistant.ChatClient.GetResponseAsync(
            "what is 17 * 23?", new ChatOptions { Tools = [calculate], ToolMode = ChatToolMode.None }, TestContext.Current.CancellationToken);

        Assert.Contains("can't calculate", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolThatThrew_IsReported()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "2+2"),
            new(ChatRole.Assistant, [new FunctionCallContent("1", "calculate", new Dictionary<string, object?> { ["expression"] = "2+2" })]),
            new(ChatRole.Tool, [new FunctionResultContent("1", null) { Exception = new TimeoutException("too slow") }]),
        ];

        var response = await Assistant.ChatClient.GetResponseAsync(messages, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("too slow", response.Text, StringComparison.Ordinal);
    }
}
