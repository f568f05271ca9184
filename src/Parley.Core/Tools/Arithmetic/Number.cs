using System.Globalization;

namespace Parley.Tools.Arithmetic;

/// <summary>
/// A decimal as long as the value fits one (so that 0.1 + 0.2 is 0.3), else a double. <see cref="decimal"/> holds 28
/// digits up to 7.9e28.
/// </summary>
internal readonly struct Number
{
    // Below this a decimal would keep fewer digits than a double.
    private const double SmallestDecimal = 1e-12;
    private const double LargestDecimal = 7.9e28;

    // More decimal places than this are the trace of a division or root, not something anybody wrote.
    private const int ShownPlaces = 20;

    private readonly decimal exact;
    private readonly double approximate;
    private readonly bool isExact;

    public Number(decimal value) => (exact, approximate, isExact) = (value, (double)value, true);

    /// <exception cref="OverflowException">The value is infinite or no number.</exception>
    public Number(double value)
    {
        if (!double.IsFinite(value))
            throw new OverflowException();
        approximate = value;
        isExact = value == 0 || Math.Abs(value) is > SmallestDecimal and < LargestDecimal;
        exact = isExact ? (decimal)value : 0;
    }

    public double Approximate => approximate;

    public bool IsZero => approximate == 0;

    /// <summary>The value as a whole number between the bounds, or <c>null</c>.</summary>
    public int? AsInteger(int from, int to) =>
        isExact && exact >= from && exact <= to && decimal.Truncate(exact) == exact ? (int)exact : null;

    /// <summary>Applies the decimal form of an operation, or its double form when a decimal cannot hold the result.</summary>
    public static Number Apply(Number left, Number right, Func<decimal, decimal, decimal> precise, Func<double, double, double> rough)
    {
        if (left.isExact && right.isExact)
        {
            try
            {
                return new Number(precise(left.exact, right.exact));
            }
            catch (OverflowException)
            {
                // Too large or too small for a decimal: the double form below takes it.
            }
        }

        return new Number(rough(left.approximate, right.approximate));
    }

    public static Number Apply(Number value, Func<decimal, decimal> precise, Func<double, double> rough) =>
        Apply(value, value, (x, _) => precise(x), (x, _) => rough(x));

    public static Number Multiply(Number left, Number right) =>
        Apply(left, right, (x, y) => NotVanished(x * y, x != 0 && y != 0), (x, y) => x * y);

    public static Number Divide(Number left, Number right) =>
        Apply(left, right, (x, y) => NotVanished(x / y, x != 0), (x, y) => x / y);

    public static Number Power(Number value, int exponent) =>
        Apply(value, x => Power(x, exponent), x => Math.Pow(x, exponent));

    public override string ToString()
    {
        if (!isExact)
            return approximate.ToString("G15", CultureInfo.InvariantCulture);

        var shown = exact.Scale > ShownPlaces ? decimal.Round(exact, ShownPlaces) : exact;
        return shown.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static decimal Power(decimal value, int exponent)
    {
        var result = 1m;
        for (var i = 0; i < exponent; i++)
            result = NotVanished(result * value, value != 0);
        return result;
    }

    // A decimal loses its last digits, and then itself, near zero, and does not say so.
    private static decimal NotVanished(decimal result, bool isNonZero) =>
        isNonZero && Math.Abs(result) < (decimal)SmallestDecimal ? throw new OverflowException() : result;
}
