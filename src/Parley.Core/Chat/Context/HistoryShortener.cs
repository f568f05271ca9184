using System.Text;
using Microsoft.Extensions.AI;

namespace Parley.Chat.Context;

/// <summary>
/// Shortens older messages to their most important sentences. Ranked by how recent the message is, where in it the sentence
/// stands, how much of it is said nowhere else, and whether it holds facts (figures, names, questions, decisions).
/// </summary>
internal sealed class HistoryShortener(MessageSizes sizes)
{
    /// <summary>Begins a message that is not whole.</summary>
    public const string Mark = "[shortened]";

    /// <summary>Sentences looked at, the newest; bounds the time.</summary>
    private const int MaxSentences = 2000;

    /// <summary>What a message costs beside its sentences: the chat format, the mark, the gaps.</summary>
    private const int Overhead = 10;
    private const int Gap = 2;

    /// <summary>A sentence with more of its words already said is passed over.</summary>
    private const double MostSaid = 0.8;

    /// <param name="older">Oldest first; what is no text is dropped.</param>
    /// <param name="kept">What the model reads anyway.</param>
    /// <param name="budget">Tokens for all shortened messages together.</param>
    /// <returns>Oldest first; only messages of which something is left. One of which all is left is the message itself.</returns>
    public List<ChatMessage> Shorten(IReadOnlyList<MessageUnit> older, IEnumerable<MessageUnit> kept, int budget)
    {
        var words = new WordIds();
        var said = new HashSet<int>();
        foreach (var message in kept.SelectMany(unit => unit.Messages))
        {
            said.UnionWith(words.Of(message.Text));
        }

        // 1. The sentences, newest message first, ranked.
        var sentences = Sentences([.. older.Where(unit => unit.IsText).Select(unit => unit.Messages[0])], words);
        sentences.ForEach(sentence => sentence.Score = Importance.Of(sentence, said));

        // 2. The best that fit, each only if it says something the better ones did not.
        var chosen = new Dictionary<ChatMessage, List<RankedSentence>>();
        var left = budget;
        foreach (var sentence in sentences.OrderByDescending(sentence => sentence.Score))
        {
            var cost = sizes.Of(sentence.Text) + Gap + (chosen.ContainsKey(sentence.Message) ? 0 : Overhead);
            if (cost <= left && !IsSaid(sentence, said))
            {
                left -= cost;
                said.UnionWith(sentence.Words);
                (chosen.TryGetValue(sentence.Message, out var list) ? list : chosen[sentence.Message] = []).Add(sentence);
            }

            if (left < Overhead)
            {
                break;
            }
        }

        // 3. In the order they were said. A token or two may have been gained where sentences meet; the oldest pays for it.
        var shortened = older.SelectMany(unit => unit.Messages).Where(chosen.ContainsKey).Select(message => Join(message, chosen[message])).ToList();
        while (shortened.Count > 0 && shortened.Sum(sizes.Of) > budget)
        {
            shortened.RemoveAt(0);
        }

        return shortened;
    }

    private static List<RankedSentence> Sentences(IReadOnlyList<ChatMessage> messages, WordIds words)
    {
        var all = new List<RankedSentence>();
        for (var i = messages.Count - 1; i >= 0 && all.Count < MaxSentences; i--)
        {
            var texts = SentenceReader.Read(messages[i].Text).Take(MaxSentences - all.Count).ToList();
            all.AddRange(texts.Select((text, place) => new RankedSentence(
                messages[i], text, place, texts.Count, (i + 1.0) / messages.Count, words.Of(text))));
        }

        return all;
    }

    private static bool IsSaid(RankedSentence sentence, HashSet<int> said) =>
        sentence.Words.Count == 0 || sentence.Words.Count(said.Contains) > MostSaid * sentence.Words.Count;

    private static ChatMessage Join(ChatMessage message, List<RankedSentence> sentences)
    {
        if (sentences.Count == sentences[0].Of && !message.Text.Contains("```", StringComparison.Ordinal))
        {
            return message;
        }

        var text = new StringBuilder(Mark);
        var next = 0;
        foreach (var sentence in sentences.OrderBy(sentence => sentence.Place))
        {
            text.Append(sentence.Place == next ? " " : " … ").Append(sentence.Text);
            next = sentence.Place + 1;
        }

        if (next < sentences[0].Of)
        {
            text.Append(" …");
        }

        return new(message.Role, text.ToString()) { MessageId = message.MessageId };
    }
}
