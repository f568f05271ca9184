namespace Parley.Models.Tokens;

/// <summary>How a model turns text into tokens, as far as that is public.</summary>
public enum TokenEncoding
{
    /// <summary>The vocabulary is not known here: <see cref="TokenEstimate"/> is used.</summary>
    Estimated,

    /// <summary>OpenAI since gpt-4o: gpt-4o, gpt-4.1, gpt-5, o1, o3, o4, gpt-oss.</summary>
    O200kBase,

    /// <summary>OpenAI before gpt-4o: gpt-4, gpt-3.5, the text-embedding-3 models.</summary>
    Cl100kBase,
}
