using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Tools;
using Xunit;

namespace Parley.Core.Tests.Tools;

public sealed class ToolCatalogueTests
{
    [Fact]
    public void Functions_BuiltIn_AreListedWithSchema()
    {
        using var services = new ServiceCollection().AddBuiltInTools().BuildServiceProvider();

        var catalogue = services.GetRequiredService<ToolCatalogue>();

        Assert.Equal(
            ["calculate", "get_current_time", "add_to_date", "days_between", "get_day_of_week"],
            catalogue.Functions.Select(function => function.Name));
        Assert.All(catalogue.Functions, function => Assert.NotEmpty(function.Description));
        var schema = catalogue.Find("calculate")!.JsonSchema;
        Assert.Equal("expression", schema.GetProperty("required")[0].GetString());
        Assert.Contains("15% of 240", schema.GetProperty("properties").GetProperty("expression").GetProperty("description").GetString());
        Assert.Null(catalogue.Find("nothing"));
    }

    [Fact]
    public async Task Invoke_WithArguments_RunsTheMethod()
    {
        using var services = new ServiceCollection().AddBuiltInTools().BuildServiceProvider();
        var catalogue = services.GetRequiredService<ToolCatalogue>();

        var sum = await catalogue.Find("calculate")!.InvokeAsync(
            new AIFunctionArguments { ["expression"] = "0.1+0.2" }, TestContext.Current.CancellationToken);
        var weekday = await catalogue.Find("get_day_of_week")!.InvokeAsync(
            new AIFunctionArguments { ["date"] = "2026-12-24" }, TestContext.Current.CancellationToken);

        Assert.Equal("0.3", sum!.ToString());
        Assert.Equal("Thursday, 2026-12-24", weekday!.ToString());
    }

    [Fact]
    public async Task Invoke_ToolOfACallersScope_SeesThatScope()
    {
        using var services = new ServiceCollection().AddScoped<Scoped>().AddTool<ScopedTool>().BuildServiceProvider(validateScopes: true);
        using var scope = services.CreateScope();
        var function = services.GetRequiredService<ToolCatalogue>().Find("read_scope")!;

        var id = await function.InvokeAsync(
            new AIFunctionArguments { Services = scope.ServiceProvider }, TestContext.Current.CancellationToken);

        Assert.Equal(scope.ServiceProvider.GetRequiredService<Scoped>().Id.ToString(), id!.ToString());
    }

    [Fact]
    public void Create_TwoToolsOfOneName_FailsAtOnce()
    {
        using var services = new ServiceCollection().AddTool<CalculatorTool>().AddTool<CalculatorTool>().BuildServiceProvider();

        var error = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ToolCatalogue>);

        Assert.Contains("'calculate'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ToolWithoutDescription_FailsAtOnce()
    {
        using var services = new ServiceCollection().AddTool<Scoped>().BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(services.GetRequiredService<ToolCatalogue>);
    }

    internal sealed class Scoped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    internal sealed class ScopedTool(Scoped scoped)
    {
        [Description("Reads the scope.")]
        public Task<string> ReadScopeAsync() => Task.FromResult(scoped.Id.ToString());
    }
}
