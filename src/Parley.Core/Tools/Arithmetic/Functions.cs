namespace Parley.Tools.Arithmetic;

/// <summary>The functions and constants an expression may name.</summary>
internal static class Functions
{
    // Sine and its kin are rounded here, so that sin(pi) is 0.
    private const int TrigonometricPlaces = 15;

    public static Number? Constant(string name) => name switch
    {
        "pi" => new Number(3.1415926535897932384626433833m),
        "e" => new Number(2.7182818284590452353602874714m),
        _ => null,
    };

    /// <exception cref="ExpressionException">No such function, or it has no value for these arguments.</exception>
    public static Number Call(Token name, IReadOnlyList<Number> arguments) => (name.Text, arguments) switch
    {
        ("sqrt", [var x]) when x.Approximate < 0 => throw Undefined("The square root of a negative number is not real", name),
        ("sqrt", [var x]) => Number.Apply(x, SquareRoot, Math.Sqrt),
        ("abs", [var x]) => Number.Apply(x, Math.Abs, Math.Abs),
        ("floor", [var x]) => Number.Apply(x, Math.Floor, Math.Floor),
        ("ceil", [var x]) => Number.Apply(x, Math.Ceiling, Math.Ceiling),
        ("round", [var x]) => Round(x, 0),
        ("round", [var x, var places]) => Round(x, places.AsInteger(0, 15)
            ?? throw Undefined("Decimal places must be a whole number from 0 to 15", name)),
        ("min", [_, ..]) => arguments.MinBy(x => x.Approximate),
        ("max", [_, ..]) => arguments.MaxBy(x => x.Approximate),
        ("ln" or "log" or "log10" or "log2", [var x]) when x.Approximate <= 0 =>
            throw Undefined("Only a positive number has a logarithm", name),
        ("ln", [var x]) => new Number(Math.Log(x.Approximate)),
        ("log" or "log10", [var x]) => new Number(Math.Log10(x.Approximate)),
        ("log2", [var x]) => new Number(Math.Log2(x.Approximate)),
        ("log", [var x, var @base]) when x.Approximate > 0 && @base.Approximate > 0 && @base.Approximate != 1 =>
            new Number(Math.Log(x.Approximate) / Math.Log(@base.Approximate)),
        ("log", [_, _]) => throw Undefined("Only a positive number has a logarithm, and only to a positive base other than 1", name),
        ("exp", [var x]) => new Number(Math.Exp(x.Approximate)),
        ("sin", [var x]) => Trigonometric(Math.Sin(x.Approximate)),
        ("cos", [var x]) => Trigonometric(Math.Cos(x.Approximate)),
        ("tan", [var x]) => Trigonometric(Math.Tan(x.Approximate)),
        ("sqrt" or "abs" or "floor" or "ceil" or "round" or "min" or "max" or "ln" or "log" or "log10" or "log2" or "exp" or "sin"
            or "cos" or "tan", _) =>
            throw Undefined($"'{name.Text}' does not take {arguments.Count} values", name),
        _ => throw Undefined($"'{Shorten(name.Text)}' is not a function", name),
    };

    public static string Shorten(string name) => name.Length <= 20 ? name : name[..20] + "…";

    private static Number Round(Number value, int places) => Number.Apply(
        value,
        x => Math.Round(x, places, MidpointRounding.AwayFromZero),
        x => Math.Round(x, places, MidpointRounding.AwayFromZero));

    private static Number Trigonometric(double value) =>
        new(Math.Abs(value) < 10 ? Math.Round(value, TrigonometricPlaces) : value);

    // Newton's method from the double's root: each step doubles the digits, so two reach a decimal's 28.
    private static decimal SquareRoot(decimal value)
    {
        if (value == 0)
            return 0;
        var root = (decimal)Math.Sqrt((double)value);
        for (var step = 0; step < 2 && root != 0; step++)
            root = (root + (value / root)) / 2;
        return root;
    }

    private static ExpressionException Undefined(string problem, Token name) => new(problem, name.Position);
}
