using Parley.Cli.Turns;
using Parley.Models;

namespace Parley.Cli.Repl.Commands;

internal sealed class ModelCommand(ModelChoices models, ModelDirectory directory) : IReplCommand
{
    public string Name => "/model";

    public string Arguments => "[provider/]model";

    public string Summary => "choose the model that answers; alone, show it";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        var session = context.Session;
        if (arguments.Length > 0)
        {
            var choice = models.Parse(null, arguments);
            session.Choice = choice with { Provider = choice.Provider ?? session.Model.Provider.Name };
        }

        var selected = session.Model;
        context.Screen.Note($"{selected.Provider.Name}/{selected.Model} answers.");
        if (arguments.Length > 0)
        {
            await WarnIfUnknownAsync(selected, context, cancellationToken);
        }

        return true;
    }

    private async Task WarnIfUnknownAsync(ModelSelection selected, ReplContext context, CancellationToken cancellationToken)
    {
        var listed = await directory.ListAsync(selected.Provider, cancellationToken);
        if (listed.Error is null && !listed.Models.Contains(selected.Model))
        {
            context.Screen.Note($"{selected.Provider.DisplayName} does not list this model; /models shows what it lists.");
        }
    }
}
