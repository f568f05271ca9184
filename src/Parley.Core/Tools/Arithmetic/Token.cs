namespace Parley.Tools.Arithmetic;

internal enum TokenKind
{
    Number,
    Name,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">As normalised: operators are one ASCII character, names lower case, digits without separators.</param>
/// <param name="Position">Its first character, counted from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool Is(char symbol) => Kind == TokenKind.Operator && Text[0] == symbol;
}
