using Parley.Tools;
using Xunit;

namespace Parley.Core.Tests.Tools;

public sealed class CalculatorToolTests
{
    [Theory]
    [InlineData("1+1", "2")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("17 * 23", "391")]
    [InlineData("17 x 23", "391")]
    [InlineData("17x23", "391")]
    [InlineData("6 × 7", "42")]
    [InlineData("84 ÷ 2", "42")]
    [InlineData("5 − 8", "-3")]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("(2+3)^4", "625")]
    [InlineData("2^3^2", "512")]
    [InlineData("-2^2", "-4")]
    [InlineData("(-2)^2", "4")]
    [InlineData("2^-1", "0.5")]
    [InlineData("--5", "5")]
    [InlineData("2*-3", "-6")]
    [InlineData("10 % 3", "1")]
    [InlineData("10 mod 4", "2")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("15%", "0.15")]
    [InlineData("15% of 240", "36")]
    [InlineData("50% * 3", "1.5")]
    [InlineData("200 + 10%", "220")]
    [InlineData("80 - 25%", "60")]
    [InlineData("5% + 5%", "0.1")]
    [InlineData("1,250.50 / 4", "312.625")]
    [InlineData("1,000,000 + 1", "1000001")]
    [InlineData("max(1,234)", "234")]
    [InlineData("max(1, 5, 3) - min(4, 2)", "3")]
    [InlineData("sqrt(16)", "4")]
    [InlineData("√2", "1.4142135623730950488")]
    [InlineData("sqrt(0)", "0")]
    [InlineData("abs(-3.5)", "3.5")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(10/3, 2)", "3.33")]
    [InlineData("floor(-1.5) + ceil(1.2)", "0")]
    [InlineData("log(1000)", "3")]
    [InlineData("log10(100) + log2(8)", "5")]
    [InlineData("log(8, 2)", "3")]
    [InlineData("ln(e)", "1")]
    [InlineData("exp(0)", "1")]
    [InlineData("sin(pi)", "0")]
    [InlineData("cos(0) + tan(0)", "1")]
    [InlineData("2 * π", "6.28318530717958647693")]
    [InlineData("1/3*3", "1")]
    [InlineData("2e3 + 1", "2001")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("2^100", "1.26765060022823E+30")]
    [InlineData("0.5^1000", "9.33263618503219E-302")]
    [InlineData("1e-20 * 1e-20", "1E-40")]
    [InlineData("1_000 * 2", "2000")]
    [InlineData("79228162514264337593543950335 + 1", "7.92281625142643E+28")]
    public void Calculate_Expression_HasItsValue(string expression, string expected) =>
        Assert.Equal(expected, CalculatorTool.Calculate(expression));

    [Theory]
    [InlineData("", "empty", 1)]
    [InlineData("1/0", "Division by zero", 2)]
    [InlineData("5 % (2-2)", "Division by zero", 3)]
    [InlineData("0^-1", "Division by zero", 2)]
    [InlineData("2 +", "found the end", 4)]
    [InlineData("(2+3", "closing bracket", 5)]
    [InlineData("2 3", "Expected an operator but found '3'", 3)]
    [InlineData("2)", "Expected an operator", 2)]
    [InlineData("foo(2)", "'foo' is not a function", 1)]
    [InlineData("1 + bar", "'bar' is not known", 5)]
    [InlineData("sqrt(-1)", "not real", 1)]
    [InlineData("sqrt(1,2)", "does not take 2", 1)]
    [InlineData("max()", "Expected a number", 5)]
    [InlineData("ln(0)", "logarithm", 1)]
    [InlineData("(-8)^(1/3)", "no real power", 5)]
    [InlineData("9^9^9", "too large", 2)]
    [InlineData("exp(1000)", "too large", 1)]
    [InlineData("1e999", "too large", 1)]
    [InlineData("round(1, 99)", "0 to 15", 1)]
    [InlineData("2 & 3", "'&' is not part", 3)]
    [InlineData("System.Exit(0)", "A number is missing", 7)]
    [InlineData(".", "A number is missing", 1)]
    public void Calculate_Wrong_SaysWhatAndWhere(string expression, string problem, int position)
    {
        var answer = CalculatorTool.Calculate(expression);

        Assert.StartsWith("Error: ", answer, StringComparison.Ordinal);
        Assert.Contains(problem, answer, StringComparison.Ordinal);
        Assert.EndsWith($"at position {position}.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Calculate_Hostile_IsBounded()
    {
        Assert.Contains("nested", CalculatorTool.Calculate(new string('(', 900)), StringComparison.Ordinal);
        Assert.Contains("nested", CalculatorTool.Calculate(new string('-', 900) + "1"), StringComparison.Ordinal);
        Assert.Contains("nested", CalculatorTool.Calculate(string.Concat(Enumerable.Repeat("2^", 400)) + "1"), StringComparison.Ordinal);
        Assert.Contains("longer", CalculatorTool.Calculate(new string('1', 5_000)), StringComparison.Ordinal);
        Assert.DoesNotContain("Error", CalculatorTool.Calculate(string.Join('+', Enumerable.Repeat("1", 400))), StringComparison.Ordinal);
    }

    [Fact]
    public void Calculate_RandomText_NeverThrows()
    {
        const string Alphabet = "0123456789.,+-*/^%()eE xpi√sqrtmaxlogof\u0661\ud800";
        var random = new Random(1);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            Assert.NotEmpty(CalculatorTool.Calculate(text));
        }
    }
}
