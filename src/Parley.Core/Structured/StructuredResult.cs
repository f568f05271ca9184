namespace Parley.Structured;

/// <summary>Data that fits its schema, and how it came about.</summary>
/// <param name="Attempts">1 when the first answer fitted; each repair is one more.</param>
/// <param name="PromptTokens">What the model was given, all attempts together.</param>
/// <param name="CompletionTokens">What it wrote, all attempts together.</param>
/// <param name="CostNanos">Billionths of a US dollar, all attempts together; null where no price is known.</param>
public sealed record StructuredResult<T>(
    T Data, int Attempts, int PromptTokens, int CompletionTokens, long? CostNanos, string Provider, string Model)
{
    internal StructuredResult<TOther> With<TOther>(TOther data) =>
        new(data, Attempts, PromptTokens, CompletionTokens, CostNanos, Provider, Model);
}
