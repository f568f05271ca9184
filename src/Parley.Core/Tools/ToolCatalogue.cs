using System.Collections.Frozen;
using Microsoft.Extensions.AI;

namespace Parley.Tools;

/// <summary>Every registered tool as a function that can be offered to a model, in the order of registration.</summary>
public sealed class ToolCatalogue
{
    private readonly FrozenDictionary<string, AIFunction> byName;

    /// <exception cref="InvalidOperationException">A tool has no described method, or two functions share a name.</exception>
    internal ToolCatalogue(IEnumerable<ToolRegistration> registrations, IServiceProvider services)
    {
        Functions = [.. registrations.SelectMany(registration => ToolFunctions.Create(registration.Type, services))];
        foreach (var twins in Functions.GroupBy(function => function.Name).Where(group => group.Count() > 1))
            throw new InvalidOperationException($"Two tools are named '{twins.Key}'. Rename one of the methods.");
        byName = Functions.ToFrozenDictionary(function => function.Name);
    }

    public IReadOnlyList<AIFunction> Functions { get; }

    /// <summary>The function of that name, or <c>null</c>.</summary>
    public AIFunction? Find(string name) => byName.GetValueOrDefault(name);
}
