using System.ComponentModel;

namespace Parley.Personas;

/// <summary>What a persona tells the model before the conversation: either one text, or parts that are put together under headings.</summary>
public sealed record PersonaPrompt
{
    [Description("The whole system prompt, a template. Leave it out to give parts.")]
    public string? Text { get; init; }

    [Description("Who the assistant is and what it is there for. Needed when there is no text.")]
    public string? Role { get; init; }

    [Description("What it can do; at most 30 entries.")]
    public IReadOnlyList<string>? Capabilities { get; init; }

    [Description("How it should go about it; at most 30 entries.")]
    public IReadOnlyList<string>? Guidelines { get; init; }

    [Description("What its answers should look like.")]
    public string? Format { get; init; }

    [Description("What it must not do; at most 30 entries.")]
    public IReadOnlyList<string>? Constraints { get; init; }

    /// <summary>Every text of it with its name in the API.</summary>
    internal IEnumerable<(string Field, string? Text)> Texts() =>
    [
        ("text", Text), ("role", Role), .. Entries("capabilities", Capabilities), .. Entries("guidelines", Guidelines),
        ("format", Format), .. Entries("constraints", Constraints),
    ];

    /// <summary>The prompt as one template.</summary>
    internal string Compose() => Text is { Length: > 0 } ? Text : string.Join(
        "\n\n",
        new[]
        {
            Role, Section("Capabilities", Bullets(Capabilities)), Section("Guidelines", Bullets(Guidelines)),
            Section("Response format", Format), Section("Constraints", Bullets(Constraints)),
        }.Where(part => !string.IsNullOrEmpty(part)));

    private static IEnumerable<(string, string?)> Entries(string field, IReadOnlyList<string>? entries) =>
        (entries ?? []).Select((entry, i) => ($"{field}[{i}]", (string?)entry));

    private static string? Section(string title, string? text) => string.IsNullOrEmpty(text) ? null : $"## {title}\n{text}";

    private static string Bullets(IReadOnlyList<string>? entries) => string.Join('\n', (entries ?? []).Select(entry => $"- {entry}"));
}
