using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary>The options that choose a model, the same for every command.</summary>
internal sealed class ModelOptionSet
{
    public Option<string?> Model { get; } = new("--model", "-m")
    {
        Description = "The model that answers, as MODEL or PROVIDER/MODEL.",
        HelpName = "model",
    };

    public Option<string?> Provider { get; } = new("--provider", "-p")
    {
        Description = "The provider that answers: openai, azure, anthropic, ollama, offline.",
        HelpName = "provider",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Model);
        command.Options.Add(Provider);
    }
}
