using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Reading.Formats;
using Parley.Knowledge.Reading.Html;
using Parley.Knowledge.Reading.Mail;
using Parley.Knowledge.Reading.Office;

namespace Parley.Knowledge.Reading;

public static class ReadingServiceCollectionExtensions
{
    /// <summary>The catalogue of readers, and those readers that need nothing beyond this library.</summary>
    public static IServiceCollection AddDocumentReading(this IServiceCollection services)
    {
        services.AddOptions<ReadingOptions>().BindConfiguration("Knowledge:Reading").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ReaderCatalogue>()
            .AddDocumentReader<PlainTextReader>()
            .AddDocumentReader<MarkdownReader>()
            .AddDocumentReader<SourceCodeReader>()
            .AddDocumentReader<CsvReader>()
            .AddDocumentReader<JsonReader>()
            .AddDocumentReader<JsonLinesReader>()
            .AddDocumentReader<HtmlReader>()
            .AddDocumentReader<MailReader>()
            .AddDocumentReader<WordReader>()
            .AddDocumentReader<SpreadsheetReader>()
            .AddDocumentReader<PresentationReader>();
    }

    public static IServiceCollection AddDocumentReader<TReader>(this IServiceCollection services)
        where TReader : class, IDocumentReader =>
        services.AddSingleton<IDocumentReader, TReader>();
}
