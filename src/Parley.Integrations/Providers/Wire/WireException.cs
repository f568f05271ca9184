using Parley.Models;

namespace Parley.Integrations.Providers.Wire;

/// <summary>A failure that a wire format met while reading or writing; <see cref="WireFailures"/> names the provider.</summary>
internal sealed class WireException(ModelErrorKind kind, string text) : Exception(text)
{
    public ModelErrorKind Kind { get; } = kind;

    /// <summary>The content cannot be said in this format.</summary>
    public static WireException Unsupported(string mediaType) =>
        new(ModelErrorKind.InvalidRequest, $"content of the type {mediaType} cannot be sent to it");
}
