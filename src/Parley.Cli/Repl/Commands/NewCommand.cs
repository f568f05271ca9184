namespace Parley.Cli.Repl.Commands;

internal sealed class NewCommand : IReplCommand
{
    public string Name => "/new";

    public string Arguments => "";

    public string Summary => "begin a new conversation";

    public Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        // The model stays: whoever changed it wants it in the next conversation too.
        var model = context.Session.Model;
        context.Session.Begin();
        context.Session.Choice = new(model.Provider.Name, model.Model);
        context.Screen.Note("A new conversation begins.");
        return Task.FromResult(true);
    }
}
