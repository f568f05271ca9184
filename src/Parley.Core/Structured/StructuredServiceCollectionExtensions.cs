using Microsoft.Extensions.DependencyInjection;

namespace Parley.Structured;

public static class StructuredServiceCollectionExtensions
{
    /// <summary>Data by a schema, and classification.</summary>
    public static IServiceCollection AddStructuredOutput(this IServiceCollection services) =>
        services.AddSingleton<StructuredOutput>();
}
