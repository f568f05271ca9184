namespace Parley.Knowledge.Citations.Answers;

/// <summary>A sentence of a text, or what stands for one: a list item, a heading, the row of a table.</summary>
/// <param name="Start">Of its first letter, behind a list's bullet or a quotation's sign.</param>
/// <param name="End">Behind its full stop and the markers that follow it.</param>
internal readonly record struct AnswerSentence(int Start, int End, LineKind Kind);

internal enum LineKind
{
    Prose,
    ListItem,
    Heading,
    Quotation,
}
