using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

public static class DocumentServiceCollectionExtensions
{
    /// <summary>The readers that need a program or a package of others.</summary>
    public static IServiceCollection AddDocumentReaders(this IServiceCollection services) => services
        .AddDocumentReading()
        .AddDocumentReader<PdfReader>();
}
