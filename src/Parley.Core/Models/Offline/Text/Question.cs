namespace Parley.Models.Offline.Text;

/// <summary>What kind of thing would answer a question.</summary>
internal enum AnswerType
{
    Any,
    Person,
    Time,
    Place,
    Number,
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

    /// <summary>Whether it speaks to whoever answers: "your".</summary>
    public bool IsAboutAnswerer { get; init; }
}
