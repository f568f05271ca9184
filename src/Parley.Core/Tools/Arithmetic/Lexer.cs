using System.Text;

namespace Parley.Tools.Arithmetic;

/// <summary>Cuts an expression into tokens. Takes what people type: × ÷ − · √ π, thousands separators, <c>17 x 23</c>.</summary>
internal static class Lexer
{
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var callDepths = new Stack<bool>();
        for (var i = 0; i < text.Length;)
        {
            var symbol = text[i];
            if (char.IsWhiteSpace(symbol))
            {
                i++;
                continue;
            }

            var position = i + 1;
            var token = symbol switch
            {
                (>= '0' and <= '9') or '.' => ReadNumber(text, ref i, inCall: callDepths.Contains(true)),
                _ when char.IsLetter(symbol) => ReadName(text, ref i),
                _ => ReadSymbol(symbol, position, ref i),
            };
            if (token.Kind == TokenKind.Open)
                callDepths.Push(tokens is [.., { Kind: TokenKind.Name }]);
            else if (token.Kind == TokenKind.Close)
                callDepths.TryPop(out _);
            tokens.Add(token);
        }

        tokens.Add(new Token(TokenKind.End, "the end", text.Length + 1));
        return tokens;
    }

    // A comma before exactly three digits separates thousands, except inside a function's brackets: max(1,200).
    private static Token ReadNumber(string text, ref int i, bool inCall)
    {
        var start = i;
        var digits = new StringBuilder();
        ReadDigits(text, ref i, digits);
        var mayGroup = !inCall && digits.Length is >= 1 and <= 3;
        while (mayGroup && IsThousands(text, i))
        {
            digits.Append(text, i + 1, 3);
            i += 4;
        }

        if (i < text.Length && text[i] == '.')
        {
            digits.Append(text[i++]);
            ReadDigits(text, ref i, digits);
        }

        if (digits.Length == 1 && digits[0] == '.')
            throw new ExpressionException("A number is missing", start + 1);
        ReadExponent(text, ref i, digits);
        return new Token(TokenKind.Number, digits.ToString(), start + 1);
    }

    private static bool IsThousands(string text, int comma) =>
        comma + 3 < text.Length
        && text[comma] == ','
        && char.IsAsciiDigit(text[comma + 1]) && char.IsAsciiDigit(text[comma + 2]) && char.IsAsciiDigit(text[comma + 3])
        && (comma + 4 == text.Length || !char.IsAsciiDigit(text[comma + 4]));

    private static void ReadDigits(string text, ref int i, StringBuilder digits)
    {
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || (text[i] == '_' && digits.Length > 0)))
        {
            if (text[i] != '_')
                digits.Append(text[i]);
            i++;
        }
    }

    // 2e3, 2e-3; but 2e alone is the number and the constant.
    private static void ReadExponent(string text, ref int i, StringBuilder digits)
    {
        if (i >= text.Length || text[i] is not ('e' or 'E'))
            return;
        var first = i + 1 < text.Length && text[i + 1] is '+' or '-' ? i + 2 : i + 1;
        if (first >= text.Length || !char.IsAsciiDigit(text[first]))
            return;
        digits.Append(text, i, first - i);
        i = first;
        ReadDigits(text, ref i, digits);
    }

    private static Token ReadName(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && char.IsLetter(text[i]))
            i++;
        var name = text[start..i].ToLowerInvariant();
        if (name == "log")
            name += ReadBase(text, ref i);
        return name switch
        {
            "x" => new Token(TokenKind.Operator, "*", start + 1),
            "π" => new Token(TokenKind.Name, "pi", start + 1),
            "mod" => new Token(TokenKind.Operator, "m", start + 1),
            "of" => new Token(TokenKind.Operator, "o", start + 1),
            _ => new Token(TokenKind.Name, name, start + 1),
        };
    }

    private static string ReadBase(string text, ref int i)
    {
        foreach (var digits in new[] { "10", "2" })
        {
            if (string.CompareOrdinal(text, i, digits, 0, digits.Length) != 0)
                continue;
            i += digits.Length;
            return digits;
        }

        return "";
    }

    private static Token ReadSymbol(char symbol, int position, ref int i)
    {
        i++;
        return symbol switch
        {
            '+' or '-' or '*' or '/' or '^' or '%' => new Token(TokenKind.Operator, symbol.ToString(), position),
            '−' or '–' => new Token(TokenKind.Operator, "-", position),
            '×' or '·' or '∙' => new Token(TokenKind.Operator, "*", position),
            '÷' => new Token(TokenKind.Operator, "/", position),
            '√' => new Token(TokenKind.Name, "sqrt", position),
            '(' or '[' => new Token(TokenKind.Open, "(", position),
            ')' or ']' => new Token(TokenKind.Close, ")", position),
            ',' or ';' => new Token(TokenKind.Comma, ",", position),
            _ => throw new ExpressionException($"'{symbol}' is not part of an arithmetic expression", position),
        };
    }
}
