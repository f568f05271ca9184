using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Models;
using Parley.Models.Routing;
using Parley.Testing.Models;

namespace Parley.Core.Tests.Models.Routing;

public sealed class ModelRouterTests
{
    private const string Hard = "Prove that there are infinitely many primes and analyse the proof.";

    [Theory, InlineData("Hello!", "small", RouteTier.Economy), InlineData(Hard, "large", RouteTier.Premium)]
    public void Route_ByDifficulty_TakesTheTiersModelAndSaysWhy(string text, string model, RouteTier tier)
    {
        var decision = Router(AllTiers()).Route(new(text));

        Assert.Equal((model, tier), (decision.Selection.Model, decision.Tier));
        Assert.StartsWith(tier is RouteTier.Economy ? "economy: is small talk" : "premium: asks for a proof", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_RequestNamesAModel_ItWinsAndIsRecorded()
    {
        var decision = Router(AllTiers()).Route(new("Hello!") { Provider = "scripted", Model = "large" });

        Assert.Equal(("large", RouteTier.Premium, "chosen by the request"), (decision.Selection.Model, decision.Tier, decision.Reason));
    }

    [Theory, InlineData(null, "model"), InlineData("support", "model"), InlineData("support", "provider")]
    public void Route_OverrideForbidden_NamesFieldAndPolicy(string? persona, string field)
    {
        var options = AllTiers();
        options.AllowOverride = persona is not null;
        var request = new RouteRequest("Hello!")
        {
            Provider = "scripted",
            Model = field is "model" ? "large" : null,
            Policy = persona is null ? null : new("persona support", AllowOverride: false),
        };

        var error = Assert.Throws<AppException>(() => Router(options).Route(request));

        Assert.Equal([field], error.Errors!.Keys);
        Assert.Contains(persona is null ? "Routing:AllowOverride" : "persona support", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_Policies_RaiseAndLowerAndSaySo()
    {
        var raised = Router(AllTiers()).Route(new("Hello!") { Policy = new("persona tutor", MinTier: RouteTier.Standard) });
        var options = AllTiers();
        options.MaxTier = RouteTier.Standard;
        var lowered = Router(options).Route(new(Hard) { Policy = new("persona tutor", MinTier: RouteTier.Premium) });

        Assert.Equal("medium", raised.Selection.Model);
        Assert.EndsWith("raised to standard by the policy of the persona tutor", raised.Reason, StringComparison.Ordinal);
        Assert.Equal(RouteTier.Standard, lowered.Tier);
        Assert.Contains("lowered to standard", lowered.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_TierNotConfigured_TakesTheNextHigherThenTheNextLower()
    {
        var withoutEconomy = AllTiers();
        withoutEconomy.Tiers.Economy = ["away/small"];
        var onlyEconomy = new RoutingOptions { Enabled = true, Tiers = { Economy = ["away/x", "scripted/small"] } };

        var higher = Router(withoutEconomy).Route(new("Hello!"));
        var lower = Router(onlyEconomy).Route(new(Hard));

        Assert.Equal(("medium", RouteTier.Standard), (higher.Selection.Model, higher.Tier));
        Assert.EndsWith("no model of the economy tier is configured, standard serves", higher.Reason, StringComparison.Ordinal);
        Assert.Equal(("small", RouteTier.Economy), (lower.Selection.Model, lower.Tier));
    }

    [Fact]
    public void Route_AutoWithoutTiers_SaysWhatToSet()
    {
        var router = Router(new());

        Assert.False(router.Decides(null));
        Assert.True(router.Decides("auto"));
        var error = Assert.Throws<AppException>(() => router.Route(new("Hello!") { Model = "auto" }));
        Assert.Equal(["model"], error.Errors!.Keys);
        Assert.Contains("Routing:Tiers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_ShortFollowUp_StaysWithTheConversationsTier()
    {
        var router = Router(AllTiers());

        Assert.Equal(RouteTier.Premium, router.Route(new("And for n + 1?") { PreviousTier = RouteTier.Premium }).Tier);
        Assert.Equal(RouteTier.Economy, router.Route(new("Thanks!") { PreviousTier = RouteTier.Premium }).Tier);
    }

    [Theory]
    [InlineData("gpt-4o", "not of the form")]
    [InlineData("nobody/gpt-4o", "does not exist")]
    [InlineData("scripted/", "not of the form")]
    public void Options_BadLink_StopsTheStart(string link, string problem)
    {
        var result = Validate(new() { Tiers = { Economy = [link] } });

        Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NothingToRouteToOrBoundsCrossed_StopTheStart()
    {
        Assert.Contains("no tier has a model", Validate(new() { Enabled = true }).FailureMessage, StringComparison.Ordinal);
        Assert.Contains("is above", Validate(new() { MinTier = RouteTier.Premium, MaxTier = RouteTier.Economy }).FailureMessage, StringComparison.Ordinal);
        Assert.True(Validate(AllTiers()).Succeeded);
    }

    private static ValidateOptionsResult Validate(RoutingOptions options) =>
        new RoutingOptionsValidator([new ScriptedProvider()]).Validate(null, options);

    private static RoutingOptions AllTiers() => new()
    {
        Enabled = true,
        Tiers = { Economy = ["scripted/small"], Standard = ["scripted/medium"], Premium = ["scripted/large"] },
    };

    private static ModelRouter Router(RoutingOptions options) =>
        new(new ModelSelector([new ScriptedProvider()], Options.Create(new ModelOptions())), Options.Create(options));
}
