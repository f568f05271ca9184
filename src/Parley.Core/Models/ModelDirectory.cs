using System.Collections.Concurrent;

namespace Parley.Models;

/// <summary>Lists the providers' models without making a page wait for a slow one, or ask again and again.</summary>
public sealed class ModelDirectory(TimeProvider clock)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, ModelList List)> _known = new();

    /// <summary>The models of a provider, at most a minute old. Where it cannot be asked, its default model and the reason.</summary>
    public async Task<ModelList> ListAsync(IModelProvider provider, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(provider.Name, out var known) && clock.GetUtcNow() - known.At < FreshFor)
        {
            return known.List;
        }

        var list = await AskAsync(provider, cancellationToken);
        _known[provider.Name] = (clock.GetUtcNow(), list);
        return list;
    }

    private async Task<ModelList> AskAsync(IModelProvider provider, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var models = await provider.ListModelsAsync(both.Token);
            return new(models.Contains(provider.DefaultModel) ? models : [provider.DefaultModel, .. models], null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new([provider.DefaultModel], $"{provider.DisplayName} did not list its models within {Patience.TotalSeconds:0} s.");
        }
        catch (ModelException e)
        {
            return new([provider.DefaultModel], e.Message);
        }
    }
}

/// <param name="Models">Best first; never empty.</param>
/// <param name="Error">Why the provider could not be asked, or null.</param>
public sealed record ModelList(IReadOnlyList<string> Models, string? Error);
