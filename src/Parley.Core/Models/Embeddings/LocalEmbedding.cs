using Microsoft.Extensions.Logging;
using Parley.Models.Embeddings.Local;

namespace Parley.Models.Embeddings;

/// <summary>
/// The built-in embedding: a sentence encoder, loaded when first asked for, or the lexical one where its file is missing
/// or damaged, which is said once. Asks nobody, costs nothing, safe for many threads.
/// </summary>
internal sealed partial class LocalEmbedding
{
    private readonly Lazy<SentenceEncoder?> _encoder;
    private readonly ILogger _logger;

    public LocalEmbedding(ILogger<LocalEmbedding> logger)
        : this(logger, Path.Combine(AppContext.BaseDirectory, "assets", SentenceEncoder.Name + ".bin"))
    {
    }

    /// <param name="logger">Told when the file cannot be read.</param>
    /// <param name="path">Of the encoder's file.</param>
    internal LocalEmbedding(ILogger<LocalEmbedding> logger, string path)
    {
        _logger = logger;
        _encoder = new(() => Load(path));
    }

    /// <summary>Of the model that is used: <c>use-lite-en</c>, or <c>lexical-512</c>.</summary>
    public string Name => IsLexical ? LexicalEmbedding.Name : SentenceEncoder.Name;

    /// <summary>Whether it knows words by their letters only.</summary>
    public bool IsLexical => _encoder.Value is null;

    /// <summary>The same for both models.</summary>
    public static int Dimensions => SentenceEncoder.Dimensions;

    /// <summary>Of length 1; zero for a text with nothing to embed.</summary>
    public float[] Embed(string text) => _encoder.Value?.Embed(text) ?? LexicalEmbedding.Embed(text);

    /// <summary>One vector for each text, in their order.</summary>
    public float[][] Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        _encoder.Value?.Embed(texts, cancellationToken) ?? [.. texts.Select(LexicalEmbedding.Embed)];

    private SentenceEncoder? Load(string path)
    {
        try
        {
            return EncoderFile.Load(path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            LogMissing(path, e.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Built-in embeddings compare words, not meanings: {Path} cannot be read ({Reason}). Build Parley again, or choose an EMBEDDING_PROVIDER.")]
    private partial void LogMissing(string path, string reason);
}
