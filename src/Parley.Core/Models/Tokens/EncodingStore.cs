using Microsoft.Extensions.Logging;

namespace Parley.Models.Tokens;

/// <summary>
/// The encodings, each loaded when first asked for and kept. A rank table that is missing or damaged is reported once,
/// and its models are counted by <see cref="TokenEstimate"/> from then on.
/// </summary>
internal sealed partial class EncodingStore
{
    private readonly Lazy<BpeEncoding?> o200k;
    private readonly Lazy<BpeEncoding?> cl100k;
    private readonly ILogger logger;

    public EncodingStore(ILogger<EncodingStore> logger)
        : this(logger, Path.Combine(AppContext.BaseDirectory, "assets"))
    {
    }

    /// <param name="logger">Told about a table that cannot be read.</param>
    /// <param name="directory">Where the <c>.tiktoken</c> files are.</param>
    internal EncodingStore(ILogger<EncodingStore> logger, string directory)
    {
        this.logger = logger;
        o200k = new(() => Load(Path.Combine(directory, "o200k_base.tiktoken"), PieceSplitter.O200k));
        cl100k = new(() => Load(Path.Combine(directory, "cl100k_base.tiktoken"), PieceSplitter.Cl100k));
    }

    /// <summary>The encoding; <c>null</c> where counts have to be estimated.</summary>
    public BpeEncoding? Find(TokenEncoding encoding) => encoding switch
    {
        TokenEncoding.O200kBase => o200k.Value,
        TokenEncoding.Cl100kBase => cl100k.Value,
        _ => null,
    };

    private BpeEncoding? Load(string path, PieceSplitter splitter)
    {
        try
        {
            return new BpeEncoding(RankTable.Load(path), splitter);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            LogUnreadable(path, exception.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Tokens will be estimated, not counted: {Path} cannot be read ({Reason}).")]
    private partial void LogUnreadable(string path, string reason);
}
