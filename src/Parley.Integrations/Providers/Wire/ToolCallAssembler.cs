using System.Text;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Puts tool calls together from the pieces in which streams deliver them.</summary>
internal sealed class ToolCallAssembler
{
    private readonly List<Call> _calls = [];

    public int Count => _calls.Count;

    /// <summary>
    /// Adds a piece. Servers differ: some give every call the index 0, some give none; a new id at a known index is a
    /// new call, and a piece that says neither belongs to the last one.
    /// </summary>
    public void Add(int? index, string? id, string? name, string? arguments)
    {
        var call = index is null ? _calls.LastOrDefault() : _calls.LastOrDefault(c => c.Index == index);
        var isNew = call is null
            || (!string.IsNullOrEmpty(id) && call.Id is not null && call.Id != id)
            || (index is null && !string.IsNullOrEmpty(name));
        if (isNew)
        {
            call = new Call { Index = index };
            _calls.Add(call);
        }

        call!.Id ??= string.IsNullOrEmpty(id) ? null : id;
        call.Name ??= string.IsNullOrEmpty(name) ? null : name;
        call.Arguments.Append(arguments);
    }

    public void AppendTo(IList<AIContent> contents)
    {
        foreach (var call in _calls)
        {
            contents.Add(ToolCalls.Create(call.Id, call.Name ?? "", call.Arguments.ToString()));
        }
    }

    private sealed class Call
    {
        public int? Index { get; init; }

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
