using System.Text.Json;

namespace Parley.Structured.Schemas;

/// <summary>Reads a schema into nodes, each part once, also where $ref makes it refer to itself.</summary>
internal sealed class SchemaReader
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 2000;

    private readonly JsonElement _root;
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);

    private SchemaReader(JsonElement root) => _root = root;

    public static SchemaNode Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw new SchemaException("#", "a schema must be a JSON object");
        }

        var node = new SchemaReader(root).Node(root, "#", 0);
        RefuseCircles(node);
        return node;
    }

    /// <param name="location">Where it stands, as a JSON pointer: what is already read is found by it.</param>
    internal SchemaNode Node(JsonElement schema, string location, int depth)
    {
        if (_nodes.TryGetValue(location, out var known))
        {
            return known;
        }

        if (depth > MaxDepth)
        {
            throw new SchemaException(location, $"the schema is nested deeper than {MaxDepth} levels");
        }

        if (_nodes.Count >= MaxNodes)
        {
            throw new SchemaException(location, $"the schema has more than {MaxNodes} parts");
        }

        var node = _nodes[location] = new SchemaNode();
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                node.Possible = false;
                break;
            case JsonValueKind.Object:
                new SchemaKeywords(this, node, location, depth).Read(schema);
                break;
            default:
                throw new SchemaException(location, "a schema must be an object, true or false");
        }

        return node;
    }

    /// <summary>The part that a $ref names: <c>#</c> or a JSON pointer such as <c>#/$defs/person</c>.</summary>
    internal SchemaNode Resolve(string reference, string from, int depth)
    {
        if (!reference.StartsWith('#'))
        {
            throw new SchemaException(from, $"'{reference}' is outside the schema; only references within it, such as #/$defs/name, are followed");
        }

        var target = _root;
        var location = "#";
        foreach (var step in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = target.ValueKind is JsonValueKind.Object && target.TryGetProperty(name, out var property) ? property
                : target.ValueKind is JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < target.GetArrayLength() ? target[index]
                : throw new SchemaException(from, $"'{reference}' points to nothing");
            location += "/" + Escape(name);
        }

        return reference is "#" || reference.StartsWith("#/", StringComparison.Ordinal)
            ? Node(target, location, depth + 1)
            : throw new SchemaException(from, $"'{reference}' is not a JSON pointer; write #/$defs/name");
    }

    internal static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    // A part may refer to itself through a property or an item: the value ends some time. In place it would never end.
    private static void RefuseCircles(SchemaNode root)
    {
        var done = new HashSet<SchemaNode>();
        var open = new HashSet<SchemaNode>();
        var all = new HashSet<SchemaNode>();
        Collect(root);
        foreach (var node in all)
        {
            Visit(node);
        }

        void Collect(SchemaNode node)
        {
            if (all.Add(node))
            {
                foreach (var next in node.InPlace.Concat(node.Properties.Values).Append(node.Items).Append(node.AdditionalProperties).OfType<SchemaNode>())
                {
                    Collect(next);
                }
            }
        }

        void Visit(SchemaNode node)
        {
            if (done.Contains(node))
            {
                return;
            }

            if (!open.Add(node))
            {
                throw new SchemaException("#", "a $ref leads back to itself without a property or an item between");
            }

            foreach (var next in node.InPlace)
            {
                Visit(next);
            }

            open.Remove(node);
            done.Add(node);
        }
    }
}
