namespace Parley.Operations;

/// <summary>Something an operator has set while Parley runs, for every node at once.</summary>
public sealed class OperatorSetting
{
    public required string Name { get; set; }

    public required string Value { get; set; }

    public DateTime UpdatedAt { get; set; }
}
