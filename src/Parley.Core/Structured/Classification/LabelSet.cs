using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Errors;
using Parley.Structured.Schemas;

namespace Parley.Structured.Classification;

/// <summary>
/// The labels of one classification: their schema, and the rules for the model's figures. The model states a confidence for
/// every label; each is held to 0 to 1. Where one label applies, they must add up to 1 (0.9 to 1.1 is taken and divided by
/// the sum); where several may, each stands alone and 0.5 decides.
/// </summary>
internal sealed class LabelSet
{
    private const int MaxLabels = 100;
    private const double Deciding = 0.5;
    private const double SumTolerance = 0.1;

    private readonly IReadOnlyList<Label> _labels;
    private readonly bool _multi;

    private LabelSet(IReadOnlyList<Label> labels, bool multi) => (_labels, _multi) = (labels, multi);

    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/> of the field labels.</exception>
    public static LabelSet Create(IReadOnlyList<Label> labels, bool multi) => Problem(labels) is { } problem
        ? throw AppException.Invalid("labels", problem)
        : new(labels, multi);

    public string Task => $"""
        You classify the text that the user sends. {(_multi ? "Any number of labels may apply, also none." : "Exactly one label applies.")}
        State for every label how sure you are that it applies, from 0 to 1. {(_multi ? "" : "The confidences add up to 1.")}
        Labels:
        {string.Join("\n", _labels.Select(label => $"- {label.Name}{(label.Description is null ? "" : ": " + label.Description)}"))}
        """;

    public JsonSchema Schema()
    {
        var label = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["name"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. _labels.Select(l => (JsonNode)l.Name)]) },
                ["confidence"] = new JsonObject { ["type"] = "number", ["description"] = "0 to 1" },
            },
            ["required"] = new JsonArray("name", "confidence"),
            ["additionalProperties"] = false,
        };
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["labels"] = new JsonObject { ["type"] = "array", ["items"] = label } },
            ["required"] = new JsonArray("labels"),
            ["additionalProperties"] = false,
        };
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return JsonSchema.Read(document.RootElement.Clone(), "labels");
    }

    /// <summary>The rules a schema cannot say.</summary>
    public IReadOnlyList<SchemaError> Check(JsonElement answer)
    {
        var stated = Stated(answer).ToList();
        var errors = new List<SchemaError>();
        errors.AddRange(stated.Where(label => label.Confidence is not (>= 0 and <= 1))
            .Select(label => new SchemaError("$.labels", $"the confidence of '{label.Name}' must be from 0 to 1")));
        errors.AddRange(stated.CountBy(label => label.Name).Where(count => count.Value > 1)
            .Select(count => new SchemaError("$.labels", $"must hold '{count.Key}' once")));
        errors.AddRange(_labels.Where(label => stated.TrueForAll(other => other.Name != label.Name))
            .Select(label => new SchemaError("$.labels", $"must hold '{label.Name}'")));
        var sum = stated.Sum(label => label.Confidence);
        if (!_multi && errors.Count == 0 && Math.Abs(sum - 1) > SumTolerance)
        {
            errors.Add(new("$.labels", FormattableString.Invariant($"the confidences must add up to 1; they add up to {sum:0.##}")));
        }

        return errors;
    }

    /// <param name="answer">One that <see cref="Check"/> has passed.</param>
    public ClassificationResult Result(JsonElement answer)
    {
        var stated = Stated(answer).ToList();
        var sum = _multi ? 1 : stated.Sum(label => label.Confidence);
        var order = _labels.Select((label, i) => (label.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        List<LabelConfidence> labels = [.. stated.Select(label => label with { Confidence = Math.Round(label.Confidence / sum, 4) })
            .OrderByDescending(label => label.Confidence).ThenBy(label => order[label.Name])];
        return _multi && labels[0].Confidence < Deciding ? new(null, 0, labels) : new(labels[0].Name, labels[0].Confidence, labels);
    }

    private static IEnumerable<LabelConfidence> Stated(JsonElement answer) => answer.GetProperty("labels").EnumerateArray()
        .Select(label => new LabelConfidence(label.GetProperty("name").GetString()!, label.GetProperty("confidence").GetDouble()));

    private static string? Problem(IReadOnlyList<Label> labels) => labels switch
    {
        { Count: < 2 or > MaxLabels } => $"Give 2 to {MaxLabels} labels.",
        _ when labels.Any(label => string.IsNullOrWhiteSpace(label.Name) || label.Name.Length > Label.MaxNameLength || label.Name.Any(char.IsControl)) =>
            $"Every label needs a name of 1 to {Label.MaxNameLength} characters without control characters.",
        _ when labels.Any(label => label.Description?.Length > Label.MaxDescriptionLength) =>
            $"A label's description has at most {Label.MaxDescriptionLength} characters.",
        _ when labels.DistinctBy(label => label.Name).Count() < labels.Count => "Two labels have the same name.",
        _ => null,
    };
}
