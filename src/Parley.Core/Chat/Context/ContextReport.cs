namespace Parley.Chat.Context;

/// <summary>What was left out of a prompt to make it fit.</summary>
/// <param name="TokensBefore">Of all there was to say. Beyond a million characters estimated.</param>
/// <param name="TokensAfter">Of what the model was given.</param>
/// <param name="Dropped">Messages left out whole.</param>
/// <param name="Shortened">Messages of which only the most important sentences were kept.</param>
public sealed record ContextReport(int TokensBefore, int TokensAfter, int Dropped, int Shortened)
{
    public int TokensSaved => TokensBefore - TokensAfter;
}

/// <summary>What a model is to read.</summary>
/// <param name="Cut">What was left out; null when nothing was.</param>
internal sealed record AssembledPrompt(List<Microsoft.Extensions.AI.ChatMessage> Messages, ContextReport? Cut);
