namespace Parley.Personas.Templates;

/// <summary>A template cannot be understood, or gives more text than is allowed. The message is for whoever wrote it.</summary>
internal sealed class TemplateException(string message) : Exception(message);
