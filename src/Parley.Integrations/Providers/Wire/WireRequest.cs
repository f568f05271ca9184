using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>What a wire format has to say to the provider.</summary>
internal readonly record struct WireRequest(string Model, IReadOnlyList<ChatMessage> Messages, ChatOptions Options, bool Stream)
{
    /// <summary>The functions the model may call. Empty when calls are forbidden and the format cannot say so.</summary>
    public IEnumerable<AIFunctionDeclaration> Tools => Options.Tools?.OfType<AIFunctionDeclaration>() ?? [];

    /// <summary>Instructions first, then the system messages, as one text.</summary>
    public string SystemText => string.Join("\n\n", new[] { Options.Instructions }
        .Concat(Messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text))
        .Where(text => !string.IsNullOrWhiteSpace(text)));
}
