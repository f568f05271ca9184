using System.Text;
using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>
/// Watches an answer pass by and says, when it is over, what of it may be given to somebody else: its text, when it was
/// finished by the model that was asked, and consisted of nothing but text.
/// </summary>
internal sealed class AnswerRecorder(int maxBytes)
{
    private readonly StringBuilder _text = new();
    private bool _isUnfit;
    private ChatFinishReason? _finish;

    public void Note(ChatResponseUpdate update)
    {
        _finish = update.FinishReason ?? _finish;
        for (var i = 0; i < update.Contents.Count && !_isUnfit; i++)
        {
            Note(update.Contents[i]);
        }
    }

    /// <returns>Null when the answer must not be remembered.</returns>
    public CachedAnswer? Finish(ModelCallOptions call) =>
        !_isUnfit && _finish == ChatFinishReason.Stop && _text.Length > 0
        // Another model's answer would be taken for this one's long after the trouble is over.
        && call.Report.ServedBy is var served && (served is null || served == call.Model)
            ? new CachedAnswer(_text.ToString(), call.Model)
            : null;

    private void Note(AIContent content)
    {
        switch (content)
        {
            case TextContent { Annotations: not { Count: > 0 } } text:
                _text.Append(text.Text);
                _isUnfit = (long)_text.Length * sizeof(char) > maxBytes;
                break;
            case UsageContent or TextReasoningContent:
                break;
            default:
                // A tool's result is of its moment, and a change of models, a file or a source would be lost.
                _isUnfit = true;
                break;
        }

        if (_isUnfit)
        {
            _text.Clear();
        }
    }
}
