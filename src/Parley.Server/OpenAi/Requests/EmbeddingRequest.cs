namespace Parley.Server.OpenAi.Requests;

/// <summary>The body of a request for embeddings, checked.</summary>
/// <param name="Model">As the client names it.</param>
/// <param name="AsBase64">Whether vectors are wanted as bytes rather than as numbers.</param>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Texts, int? Dimensions, bool AsBase64)
{
    private const int MaxTexts = 2048;
    private const int MaxDimensions = 65_536;

    private static readonly HashSet<string> Known = ["model", "input", "dimensions", "encoding_format", "user"];

    public static EmbeddingRequest Read(RequestField body)
    {
        UnsupportedParameters.Check(body, Known);
        body["user"].OptionalText(512);
        var format = body["encoding_format"];
        return new(
            ChatCompletionReader.ReadModel(body), ReadInput(body["input"].Required()), (int?)body["dimensions"].Whole(1, MaxDimensions),
            format.OptionalText() switch
            {
                null or "float" => false,
                "base64" => true,
                _ => throw format.Invalid("'encoding_format' must be float or base64."),
            });
    }

    private static List<string> ReadInput(RequestField input) =>
        input.IsText ? [ReadOne(input)]
        : input.IsArray ? input.Items(1, MaxTexts).ConvertAll(ReadOne)
        : throw input.Wrong("a string or an array of strings");

    private static string ReadOne(RequestField text) =>
        !text.IsText ? throw text.Unsupported($"'{text.Path}' must be a string. Tokens are not accepted, because models cut texts differently: send the text.")
        : text.Text() is { Length: > 0 } read ? read
        : throw text.Invalid($"'{text.Path}' is empty; there is nothing to embed.");
}
