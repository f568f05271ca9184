using System.ComponentModel;
using Parley.Tools.Arithmetic;

namespace Parley.Tools;

/// <summary>Arithmetic for models, which are poor at it.</summary>
internal sealed class CalculatorTool
{
    [Description("Evaluates an arithmetic expression exactly and returns the result, or a text beginning with 'Error:'.")]
    public static string Calculate(
        [Description("For example '(2+3)^4', '15% of 240', 'sqrt(2) * pi', 'round(10/3, 2)', '1,250.50 / 4'. Operators + - * / ^ "
            + "and % (percent, or remainder before a number); functions sqrt abs round min max log (base 10) ln exp sin cos tan "
            + "(radians) floor ceil; constants pi and e.")]
        string expression)
    {
        try
        {
            return Expression.Evaluate(expression).ToString();
        }
        catch (ExpressionException error)
        {
            return $"Error: {error.Message}";
        }
    }
}
