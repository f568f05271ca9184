namespace Parley.Tools.Arithmetic;

/// <summary>An expression that has no value. The message is for the person or model that wrote it.</summary>
/// <param name="problem">What is wrong, without a full stop.</param>
/// <param name="position">The character it is about, counted from 1.</param>
internal sealed class ExpressionException(string problem, int position) : Exception($"{problem} at position {position}.")
{
    public int Position { get; } = position;
}
