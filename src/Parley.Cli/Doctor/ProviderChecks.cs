using Parley.Cli.Turns;
using Parley.Models;

namespace Parley.Cli.Doctor;

/// <summary>Whether the providers that are set up can be reached.</summary>
internal static class ProviderChecks
{
    public static async Task<IReadOnlyList<CheckResult>> CheckAsync(
        IEnumerable<IModelProvider> providers, ModelDirectory directory, CancellationToken cancellationToken) =>
        await Task.WhenAll(providers.Select(provider => CheckAsync(provider, directory, cancellationToken)));

    private static async Task<CheckResult> CheckAsync(IModelProvider provider, ModelDirectory directory, CancellationToken cancellationToken)
    {
        if (!provider.IsConfigured)
        {
            return CheckResult.Unused(provider.Name, $"not set up; to use it, {ProviderSetup.StepsFor(provider)}");
        }

        var listed = await directory.ListAsync(provider, cancellationToken);
        return listed.Error is { } error
            ? CheckResult.Failed(provider.Name, error)
            : CheckResult.Ok(provider.Name, $"reachable, {listed.Models.Count} {(listed.Models.Count == 1 ? "model" : "models")}, default {provider.DefaultModel}");
    }
}
