using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FakeLlm.Dialects;

/// <summary>How one provider's wire format spells start, token, end, error and the whole answer.</summary>
internal abstract class Dialect
{
    public virtual string StreamType => "text/event-stream";

    public abstract void Start(IBufferWriter<byte> writer, Mode mode);

    /// <param name="writer">Where to.</param>
    /// <param name="escaped">The token, ready to stand in a JSON string.</param>
    /// <param name="reasoning">Whether it is a thought.</param>
    public abstract void Token(IBufferWriter<byte> writer, byte[] escaped, bool reasoning);

    public abstract void Tool(IBufferWriter<byte> writer);

    public abstract void End(IBufferWriter<byte> writer, Mode mode, int sent);

    public abstract void InStreamError(IBufferWriter<byte> writer);

    /// <summary>A chunk of broken JSON.</summary>
    public abstract void Malformed(IBufferWriter<byte> writer);

    public abstract byte[] Whole(Answer answer);

    /// <summary>An error where an answer should be, with the status of a success.</summary>
    public abstract byte[] WholeError();

    protected static string Escape(string text) => JsonEncodedText.Encode(text).ToString();

    protected static string Join(Answer answer, Func<int, bool> take)
    {
        var text = new StringBuilder(answer.Tokens * 6);
        for (var i = 0; i < answer.Tokens; i++)
        {
            if (take(i))
            {
                text.Append(Encoding.UTF8.GetString(answer.Token(i)));
            }
        }

        return text.ToString();
    }

    protected static string Text(Answer answer) => Join(answer, i => !answer.IsReasoning(i));

    protected static string Reasoning(Answer answer) => Join(answer, answer.IsReasoning);

    protected static void Write(IBufferWriter<byte> writer, string text) => Encoding.UTF8.GetBytes(text, writer);
}
