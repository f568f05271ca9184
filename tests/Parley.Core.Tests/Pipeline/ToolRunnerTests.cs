using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Errors;
using Parley.Pipeline;
using Parley.Pipeline.ToolLoop;
using Parley.Testing;
using Xunit;

namespace Parley.Core.Tests.Pipeline;

public sealed class ToolRunnerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton("a service").BuildServiceProvider();
    private readonly LogProbe<ToolRunner> _log = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Run_SeveralCalls_RunSideBySideAndKeepTheirOrder()
    {
        var firstMayEnd = new TaskCompletionSource();
        var tools = Tools(
            AIFunctionFactory.Create(async () => { await firstMayEnd.Task; return "1"; }, "first"),
            AIFunctionFactory.Create(() => { firstMayEnd.SetResult(); return "2"; }, "second"));

        var results = await RunAsync(tools, new("a", "first"), new("b", "second")).WaitAsync(TimeSpan.FromSeconds(10), CancellationToken);

        Assert.Equal(["1", "2"], results.Select(result => result.Result?.ToString()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Run_TakesTooLong_TellsTheModel(bool heedsItsToken)
    {
        var started = new TaskCompletionSource();
        var tools = Tools(AIFunctionFactory.Create(
            async (CancellationToken cancellationToken) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, heedsItsToken ? cancellationToken : CancellationToken.None);
            },
            "slow"));

        var run = RunAsync(tools, new FunctionCallContent("a", "slow"));
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("took too long", Assert.Single(await run).Result?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Throws_TellsTheModelWithoutItsMessageAndLogsIt()
    {
        var tools = Tools(AIFunctionFactory.Create(new Func<string>(() => throw new InvalidOperationException("password=hunter2")), "bad"));

        var result = Assert.Single(await RunAsync(tools, new FunctionCallContent("a", "bad")));

        Assert.Equal("Error: The tool failed.", result.Result);
        Assert.NotNull(result.Exception);
        await _log.WaitForAsync("The tool bad failed", CancellationToken);
    }

    [Fact]
    public async Task Run_ThrowsWhatMayBeShown_TellsTheModel()
    {
        var tools = Tools(AIFunctionFactory.Create(new Func<string>(() => throw new AppException(ErrorCode.NotFound, "No such file.")), "bad"));

        Assert.Equal("Error: No such file.", Assert.Single(await RunAsync(tools, new FunctionCallContent("a", "bad"))).Result);
    }

    [Fact]
    public async Task Run_ArgumentMissing_NamesItToTheModel()
    {
        var tools = Tools(AIFunctionFactory.Create((string city) => city, "weather"));

        var result = Assert.Single(await RunAsync(tools, new FunctionCallContent("a", "weather", new Dictionary<string, object?>())));

        Assert.Contains("city", result.Result?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ArgumentsNotJson_TellsTheModelAndRunsNothing()
    {
        var ran = false;
        var tools = Tools(AIFunctionFactory.Create(() => ran = true, "weather"));
        var call = new FunctionCallContent("a", "weather") { Exception = new FormatException() };

        var result = Assert.Single(await RunAsync(tools, call));

        Assert.False(ran);
        Assert.Contains("not valid JSON", result.Result?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NeedsAService_GetsIt()
    {
        var tools = Tools(AIFunctionFactory.Create((AIFunctionArguments arguments) => arguments.Services!.GetRequiredService<string>(), "needy"));

        Assert.Equal("a service", Assert.Single(await RunAsync(tools, new FunctionCallContent("a", "needy"))).Result?.ToString());
    }

    [Fact]
    public async Task Run_CallerCancels_IsACancellation()
    {
        using var cancel = new CancellationTokenSource();
        var tools = Tools(AIFunctionFactory.Create((CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken), "slow"));

        var run = Runner().RunAsync([new FunctionCallContent("a", "slow")], tools, caller: null, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static Dictionary<string, AIFunction> Tools(params AIFunction[] tools) => tools.ToDictionary(tool => tool.Name);

    private ToolRunner Runner() => new(new ToolLoopOptions(), _time, _services, _log);

    private Task<FunctionResultContent[]> RunAsync(Dictionary<string, AIFunction> tools, params FunctionCallContent[] calls) =>
        Runner().RunAsync(calls, tools, caller: null, CancellationToken);
}
