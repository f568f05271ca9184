using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Tools;

/// <summary>Turns the described methods of a tool class into functions.</summary>
internal static class ToolFunctions
{
    public static IEnumerable<AIFunction> Create(Type type, IServiceProvider services)
    {
        var methods = type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(DescriptionAttribute)))
            .OrderBy(method => method.MetadataToken)
            .ToArray();
        return methods.Length > 0
            ? methods.Select(method => Create(type, method, services))
            : throw new InvalidOperationException($"The tool {type.Name} has no public method with a [Description].");
    }

    private static AIFunction Create(Type type, MethodInfo method, IServiceProvider services)
    {
        var options = new AIFunctionFactoryOptions { Name = ToName(method.Name) };
        return method.IsStatic
            ? AIFunctionFactory.Create(method, target: null, options)
            : AIFunctionFactory.Create(
                method,
                arguments => ActivatorUtilities.CreateInstance(arguments.Services ?? services, type),
                options);
    }

    // Snake case is what every provider accepts as a function's name.
    private static string ToName(string method) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(method.EndsWith("Async", StringComparison.Ordinal) ? method[..^5] : method);
}
