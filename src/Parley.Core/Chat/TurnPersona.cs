using Parley.Personas;

namespace Parley.Chat;

/// <summary>Who answers a turn.</summary>
/// <param name="Asked">As it was asked for, with or without a version: what the conversation remembers.</param>
/// <param name="Variables">The values it was given, as JSON.</param>
internal sealed record TurnPersona(string Asked, string? Variables, PersonaDefinition Definition, RenderedPersona Rendered);
