using System.Collections.Concurrent;
using System.Globalization;
using HandlebarsDotNet;

namespace Parley.Personas.Templates;

/// <summary>
/// Renders templates in the language of Handlebars. What is inserted is text and stays text: it is neither escaped as
/// HTML nor read as a template. Thread-safe.
/// </summary>
internal sealed class TemplateEngine
{
    /// <summary>How the helpers are called that write a template's literals. No variable can have such a name.</summary>
    public const string LiteralPrefix = "literal-";

    /// <summary>Compiled templates that are kept. A compilation takes about 4 ms.</summary>
    private const int MaxKept = 256;

    private readonly ConcurrentDictionary<string, HandlebarsTemplate<TextWriter, object, object>> _compiled = new();

    /// <exception cref="TemplateException">The text becomes too long.</exception>
    public string Render(ParsedTemplate template, IReadOnlyDictionary<string, object> values)
    {
        if (!template.Text.Contains("{{", StringComparison.Ordinal))
        {
            return template.Text;
        }

        // All at once rather than the oldest: it happens after hundreds of changed templates, and is then cheap.
        if (_compiled.Count >= MaxKept)
        {
            _compiled.Clear();
        }

        using var writer = new BoundedWriter();
        _compiled.GetOrAdd(template.Text, static (_, parsed) => Compile(parsed), template)(writer, values, null!);
        return writer.ToString();
    }

    // An environment for each template: it remembers every name it ever met.
    private static HandlebarsTemplate<TextWriter, object, object> Compile(ParsedTemplate template)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = true,
            ThrowOnUnresolvedBindingExpression = true,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        foreach (var (i, literal) in template.Literals.Index())
        {
            handlebars.RegisterHelper(
                $"{LiteralPrefix}{i}", (in EncodedTextWriter writer, in HelperOptions _, in Context _, in Arguments _) => writer.WriteSafeString(literal));
        }

        using var reader = new StringReader(template.Canonical);
        return handlebars.Compile(reader);
    }
}
