using Parley.Personas.Library;

namespace Parley.Personas.BuiltIn;

/// <summary>The personas that come with Parley. Whoever changes a text raises its version.</summary>
internal static class BuiltInPersonas
{
    public static IReadOnlyList<Stored<PersonaDefinition>> All { get; } =
    [
        Make("customer-support", 1, CustomerSupport.Definition),
        Make("code-reviewer", 1, CodeReviewer.Definition),
        Make("data-analyst", 1, DataAnalyst.Definition),
        Make("document-qa", 1, DocumentQuestions.Definition),
    ];

    public static Stored<PersonaDefinition>? Find(string name) => All.FirstOrDefault(persona => persona.Name == name);

    private static Stored<PersonaDefinition> Make(string name, int version, PersonaDefinition definition) =>
        new(name, version, version, definition, null, null, IsBuiltIn: true);
}
