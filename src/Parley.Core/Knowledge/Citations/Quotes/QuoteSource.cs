namespace Parley.Knowledge.Citations.Quotes;

/// <summary>A passage as quotations are looked for in it.</summary>
internal sealed class QuoteSource(string text, Vocabulary vocabulary)
{
    private List<QuoteToken>? _plain;
    private List<QuoteToken>? _joined;

    public string Text => text;

    public List<QuoteToken> Tokens(bool joinsHyphens) => joinsHyphens
        ? _joined ??= QuoteTokens.Read(text, 0, text.Length, true, vocabulary)
        : _plain ??= QuoteTokens.Read(text, 0, text.Length, false, vocabulary);
}
