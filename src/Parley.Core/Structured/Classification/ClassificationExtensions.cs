using Parley.Errors;

namespace Parley.Structured.Classification;

public static class ClassificationExtensions
{
    /// <summary>Which of the labels a text is, with the model's own statement of how sure it is of each.</summary>
    /// <param name="multi">Whether several labels may apply, or none. Otherwise exactly one does.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/> of labels, text or model; else as with extraction.</exception>
    public static async Task<StructuredResult<ClassificationResult>> ClassifyAsync(
        this StructuredOutput output, StructuredRequest request, IReadOnlyList<Label> labels, bool multi, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var set = LabelSet.Create(labels, multi);
        var answer = await output.AskAsync(request, "classify", set.Task, set.Schema(), set.Check, cancellationToken);
        return answer.With(set.Result(answer.Data));
    }
}
