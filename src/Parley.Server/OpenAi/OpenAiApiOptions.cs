using System.ComponentModel.DataAnnotations;

namespace Parley.Server.OpenAi;

/// <summary>The OpenAI-compatible API. Section <c>OpenAiApi</c>.</summary>
internal sealed class OpenAiApiOptions
{
    /// <summary>
    /// The largest request body in bytes; images come inside it. Default 16 MiB; 64 KiB to 30 MiB, beyond which the server
    /// reads no body at all.
    /// </summary>
    [Range(64 * 1024, 30 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 16 * 1024 * 1024;
}
