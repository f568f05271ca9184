using Parley.Knowledge.Citations;

namespace Parley.Knowledge.Evaluation;

/// <summary>Answers a question from one collection, as anybody's question is answered. Knowledge finds passages; who answers from them stands above it.</summary>
public delegate Task<GivenAnswer> AnswerQuestion(string question, Guid collection, CancellationToken cancellationToken);

/// <summary>An answer as a person would have got it.</summary>
/// <param name="Model">Who wrote it: <c>provider/model</c>.</param>
/// <param name="Passages">What it was written from, by document and place.</param>
/// <param name="Problem">Why there is none; null where there is one.</param>
public sealed record GivenAnswer(string Text, string Model, IReadOnlyList<AnswerPassage> Passages, CitationReport Citations, string? Problem);

/// <param name="Start">In the document's text.</param>
public sealed record AnswerPassage(int Number, string Title, Guid DocumentId, int Start, int End, string? Section);
