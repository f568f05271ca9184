using System.Text;

namespace Parley.Personas.Templates;

/// <summary>Takes what a template gives, up to a limit.</summary>
internal sealed class BoundedWriter : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Reserve(1);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Reserve(buffer.Length);
        _text.Append(buffer);
    }

    public override string ToString() => _text.ToString();

    private void Reserve(int length)
    {
        if (_text.Length + length > TemplateLimits.MaxOutputLength)
        {
            throw new TemplateException($"The text has more than {TemplateLimits.MaxOutputLength:N0} characters once the variables are filled in.");
        }
    }
}
