using FakeLlm.Dialects;

namespace FakeLlm;

/// <summary>An answer to be given: in which words, how many of them, and how it goes wrong.</summary>
/// <param name="Own">Its own tokens, JSON-escaped; null for the fixed words.</param>
internal sealed record Answer(long Id, Dialect Dialect, Behaviour Behaviour, int Tokens, byte[][]? Own)
{
    public Mode Mode => Behaviour.Mode;

    public byte[] Token(int index) => Own is null ? Words.Token(index) : Own[index];

    public bool IsReasoning(int index) => Mode is Mode.Reason && index < Tokens / 2;
}
