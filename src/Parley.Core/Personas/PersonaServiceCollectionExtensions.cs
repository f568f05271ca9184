using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Personas.Library;

namespace Parley.Personas;

public static class PersonaServiceCollectionExtensions
{
    /// <summary>Personas, templates for messages, and what fills their variables in.</summary>
    public static IServiceCollection AddPersonas(this IServiceCollection services) => services
        .AddEntityModel<LibraryModel>()
        .AddSingleton<PromptRenderer>()
        .AddSingleton<PersonaCatalogue>()
        .AddSingleton<ILibrary<PersonaDefinition>>(services => services.GetRequiredService<PersonaCatalogue>())
        .AddSingleton<TemplateCatalogue>()
        .AddSingleton<ILibrary<TemplateDefinition>>(services => services.GetRequiredService<TemplateCatalogue>());
}
