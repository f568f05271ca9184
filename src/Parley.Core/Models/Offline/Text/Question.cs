namespace Parley.Models.Offline.Text;

/// <summary>What kind of thing would answer a question.</summary>
internal enum AnswerType
{
    Any,
    Person,

    /// <summary>A person by name: "Who is the landlord?".</summary>
    Name,
    Time,
    Place,
    Number,

    /// <summary>A number with a unit: 212 GB, 45 euros.</summary>
    Measure,
    Age,
    Duration,
    Frequency,
    Reason,
    Definition,
}

/// <summary>A question as it is searched for.</summary>
/// <param name="Text">As asked.</param>
/// <param name="Type">What its answer has to hold.</param>
/// <param name="Terms">What it is about, each term once.</param>
/// <param name="Focus">The term without which a sentence cannot answer it: the salary in "What is Anna's salary?".</param>
internal sealed record Question(string Text, AnswerType Type, IReadOnlyList<string> Terms, string? Focus)
{
    /// <summary>Whether it is about the person who asks: "my".</summary>
    public bool IsAboutAsker { get; init; }

    /// <summary>Whether a yes or no would answer it.</summary>
    public bool IsYesOrNo { get; init; }

    /// <summary>The terms that are written as names. A text that does not have them says nothing about them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether it speaks to whoever answers: "your".</summary>
    public bool IsAboutAnswerer { get; init; }
}
