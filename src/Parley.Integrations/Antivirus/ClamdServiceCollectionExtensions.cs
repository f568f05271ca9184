using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Ingestion.Scanning;

namespace Parley.Integrations.Antivirus;

public static class ClamdServiceCollectionExtensions
{
    /// <summary>ClamAV, asked about every file where an address is set.</summary>
    public static IServiceCollection AddClamd(this IServiceCollection services)
    {
        services.AddOptions<ClamdOptions>().BindConfiguration("Antivirus:Clamd").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IFileScanner, ClamdScanner>();
    }
}
