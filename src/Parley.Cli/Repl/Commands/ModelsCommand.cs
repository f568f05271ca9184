using Parley.Models;

namespace Parley.Cli.Repl.Commands;

internal sealed class ModelsCommand(ModelSelector selector, ModelDirectory directory) : IReplCommand
{
    public string Name => "/models";

    public string Arguments => "";

    public string Summary => "list the models that can be chosen";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        var current = context.Session.Model;
        var providers = selector.Configured.ToList();
        var lists = await Task.WhenAll(providers.Select(provider => directory.ListAsync(provider, cancellationToken)));
        foreach (var (provider, list) in providers.Zip(lists))
        {
            foreach (var model in list.Models)
            {
                var mark = provider == current.Provider && model == current.Model ? "*" : " ";
                context.Screen.Line($"{mark} {provider.Name}/{model}");
            }

            if (list.Error is { } error)
            {
                context.Screen.Note($"  {provider.DisplayName}: {error}");
            }
        }

        return true;
    }
}
