using Parley.Models.Offline.Facts;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>Everything the assistant has to answer a message from.</summary>
internal sealed class OfflineTurn
{
    /// <summary>What the message asks for; empty when it is a statement or a text alone.</summary>
    public required string Request { get; init; }

    /// <summary>The text the message brings along; may be empty.</summary>
    public required string Material { get; init; }

    /// <summary>Language of the texts, by which words are compared.</summary>
    public required Language TextLanguage { get; init; }

    public required Phrases Phrases { get; init; }

    /// <summary>Where answers may come from, the preferred first.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>Whether it is to be answered from documents, of which there may be none.</summary>
    public required bool IsGrounded { get; init; }

    /// <summary>What the person said about themselves, in order.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The names of the tools that may be called.</summary>
    public required IReadOnlySet<string> Tools { get; init; }

    /// <summary>The result of the tool called for this message, when this is the round after the call.</summary>
    public required ToolOutcome? Outcome { get; init; }

    /// <summary>Whether an earlier answer has explained how to connect a model.</summary>
    public required bool HasExplained { get; init; }

    /// <summary>The text that a command without a text of its own is about: of this message, else the last one given.</summary>
    public Source? Document => Sources.FirstOrDefault(source => source.Kind == SourceKind.CurrentMessage && source.Text.Length > 0)
        ?? Sources.LastOrDefault(source => source.Kind == SourceKind.EarlierMessage && source.IsDocument);

    /// <summary>Where answers may come from, as sentences.</summary>
    public IReadOnlyList<Sentence> Sentences => sentences ??= DocumentReader.Read(Sources, TextLanguage);

    private IReadOnlyList<Sentence>? sentences;
}
