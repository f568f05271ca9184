using System.Globalization;

namespace Parley.Tools.Arithmetic;

/// <summary>
/// A recursive-descent evaluator, bounded in length and depth, that runs nothing but the arithmetic written here.
/// <code>
/// sum      = product { (+ | -) product }           a lone percentage takes its part of the left: 200 + 10% = 220
/// product  = unary { (* | / | mod | of | %) unary }  % before an operand is the remainder
/// unary    = [+ | -] unary | power
/// power    = percent [ ^ unary ]                   right-associative; -2^2 = -4
/// percent  = primary { % }
/// primary  = number | constant | function ( sum { , sum } ) | ( sum )
/// </code>
/// </summary>
internal sealed class Expression
{
    private const int MaxLength = 1_000;
    private const int MaxDepth = 64;

    private readonly List<Token> tokens;
    private int next;
    private int depth;

    private Expression(List<Token> tokens) => this.tokens = tokens;

    private Token Current => tokens[next];

    /// <exception cref="ExpressionException">The text is no expression, or its value is undefined or too large.</exception>
    public static Number Evaluate(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ExpressionException("The expression is empty", 1);
        if (text.Length > MaxLength)
            throw new ExpressionException($"The expression is longer than {MaxLength} characters", MaxLength + 1);

        var expression = new Expression(Lexer.Read(text));
        var result = expression.Sum();
        return expression.Current.Kind == TokenKind.End ? result.Value : throw Unexpected(expression.Current, "an operator");
    }

    private Operand Sum()
    {
        var left = Product();
        while (Current.Is('+') || Current.Is('-'))
        {
            var symbol = Take();
            var right = Product();
            var value = right.IsPercentage && !left.IsPercentage
                ? Guard(symbol, () => Number.Multiply(left.Value, right.Value))
                : right.Value;
            left = new Operand(Guard(symbol, () => symbol.Is('+')
                ? Number.Apply(left.Value, value, decimal.Add, (x, y) => x + y)
                : Number.Apply(left.Value, value, decimal.Subtract, (x, y) => x - y)));
        }

        return left;
    }

    private Operand Product()
    {
        var left = Unary();
        while (Current.Kind == TokenKind.Operator && "*/mo%".Contains(Current.Text[0], StringComparison.Ordinal))
        {
            var symbol = Take();
            var right = Unary();
            left = new Operand(Guard(symbol, () => symbol.Text[0] switch
            {
                '/' => Number.Divide(left.Value, NotZero(right.Value, symbol)),
                'm' or '%' => Number.Apply(left.Value, NotZero(right.Value, symbol), decimal.Remainder, (x, y) => x % y),
                _ => Number.Multiply(left.Value, right.Value),
            }));
        }

        return left;
    }

    private Operand Unary()
    {
        if (!Current.Is('-') && !Current.Is('+'))
            return Power();

        var symbol = Take();
        var operand = Deeper(symbol, Unary);
        return symbol.Is('+')
            ? operand
            : operand with { Value = Number.Apply(operand.Value, decimal.Negate, x => -x) };
    }

    private Operand Power()
    {
        var left = Percent();
        if (!Current.Is('^'))
            return left;

        var symbol = Take();
        var right = Deeper(symbol, Unary).Value;
        return new Operand(Guard(symbol, () => Raise(left.Value, right, symbol)));
    }

    private Operand Percent()
    {
        var operand = new Operand(Primary());
        while (Current.Is('%') && !BeginsOperand(tokens[next + 1]))
        {
            Take();
            operand = new Operand(Number.Divide(operand.Value, new Number(100m)), IsPercentage: true);
        }

        return operand;
    }

    private Number Primary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Guard(token, () => Parse(token.Text));
            case TokenKind.Open:
                var inner = Deeper(token, Sum).Value;
                Expect(TokenKind.Close, "a closing bracket");
                return inner;
            case TokenKind.Name when Functions.Constant(token.Text) is { } constant:
                return constant;
            case TokenKind.Name when token.Text == "sqrt" && Current.Kind == TokenKind.Number:
                return Functions.Call(token, [Primary()]);
            case TokenKind.Name when Current.Kind == TokenKind.Open:
                var arguments = Arguments();
                return Guard(token, () => Functions.Call(token, arguments));
            case TokenKind.Name:
                throw new ExpressionException($"'{Functions.Shorten(token.Text)}' is not known here", token.Position);
            default:
                throw Unexpected(token, "a number");
        }
    }

    private List<Number> Arguments()
    {
        var arguments = new List<Number>();
        do
        {
            var separator = Take();
            arguments.Add(Deeper(separator, Sum).Value);
        }
        while (Current.Kind == TokenKind.Comma);

        Expect(TokenKind.Close, "a closing bracket");
        return arguments;
    }

    private Operand Deeper(Token token, Func<Operand> read)
    {
        if (++depth > MaxDepth)
            throw new ExpressionException($"The expression is nested more than {MaxDepth} deep", token.Position);
        var result = read();
        depth--;
        return result;
    }

    private Token Take() => Current.Kind == TokenKind.End ? Current : tokens[next++];

    private void Expect(TokenKind kind, string name)
    {
        if (Current.Kind != kind)
            throw Unexpected(Current, name);
        next++;
    }

    // "10 % 3" is a remainder, "10% of 3", "10% - 3" and "10%" are percentages.
    private static bool BeginsOperand(Token token) => token.Kind is TokenKind.Number or TokenKind.Open or TokenKind.Name;

    // Digits beyond a decimal's 28 would be rounded away in silence; the double form at least says so in its exponent.
    private static Number Parse(string digits) =>
        decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (value != 0 || !digits.Contains('e'))
            ? new Number(value)
            : new Number(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static Number NotZero(Number value, Token symbol) =>
        value.IsZero ? throw new ExpressionException("Division by zero", symbol.Position) : value;

    private static Number Raise(Number left, Number right, Token symbol)
    {
        if (left.IsZero && right.Approximate < 0)
            throw new ExpressionException("Division by zero", symbol.Position);
        if (left.Approximate < 0 && right.AsInteger(int.MinValue, int.MaxValue) is null)
            throw new ExpressionException("A negative number has no real power of that kind", symbol.Position);
        return right.AsInteger(0, 1_000) is { } exponent
            ? Number.Power(left, exponent)
            : new Number(Math.Pow(left.Approximate, right.Approximate));
    }

    private static Number Guard(Token token, Func<Number> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            throw new ExpressionException("The result is too large", token.Position);
        }
    }

    private static ExpressionException Unexpected(Token found, string expected)
    {
        var name = found.Kind == TokenKind.End ? found.Text : $"'{Functions.Shorten(found.Text)}'";
        return new($"Expected {expected} but found {name}", found.Position);
    }

    private readonly record struct Operand(Number Value, bool IsPercentage = false);
}
