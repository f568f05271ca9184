using System.Collections.Frozen;
using System.Text;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>Answers a question by quoting the sentences that hold the answer, and says where they stand.</summary>
internal sealed class QuestionIntent : IIntent
{
    private const int MostQuestions = 3;
    private const int MostSentences = 3;
    private const int MostItems = 6;
    private const int LongestQuote = 60;

    // Another sentence joins the best one when it is nearly as good.
    private const double AlsoGood = 0.82;

    // Whoever says "I", whoever is ordered about, and whoever a text is written for.
    private static readonly FrozenSet<string> Speakers = WordSet.Of("i i'm my ich mein meine");

    private static readonly FrozenSet<string> Addressees = WordSet.Of("you your never always don't du dein");

    private static readonly FrozenSet<string> Readers = WordSet.Of("""
        you your my i we our customer customers employee employees member members user users
        du sie ihr ihre wir kunden mitarbeiter
        """);

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Request.Length == 0 || turn.Sentences.Count == 0)
            return null;

        var answers = new StringBuilder();
        foreach (var text in SentenceSplitter.Split(turn.Request).Take(MostQuestions))
        {
            var question = QuestionReader.Read(text, turn.TextLanguage);
            var searched = turn.Sentences.Where(sentence => MayAnswer(question, sentence)).ToList();
            if (searched.Count == 0)
                continue;
            var ranked = new SentenceRanker(searched, turn.TextLanguage).Rank(question);
            if (ranked.Count > 0)
                Quote(answers, Choose(question, ranked, searched), turn.Phrases);
        }

        return answers.Length == 0 ? null : new OfflineReply(answers.ToString().TrimEnd());
    }

    // "What is my deductible?" is answered by a text that speaks to its reader, not by any that has the word; "What is your
    // favourite colour?" is not answered by what the person said of their own.
    private static bool MayAnswer(Question question, Sentence sentence) => sentence.Source switch
    {
        { Kind: SourceKind.EarlierMessage, IsDocument: false } when question.IsAboutAnswerer && !question.IsAboutAsker =>
            !SpeaksAs(sentence, Speakers),
        { Kind: SourceKind.Instructions } => !SpeaksAs(sentence, Addressees),
        _ when question.IsAboutAsker && question.Terms.Count < 2 => SpeaksAs(sentence, Readers),
        _ => true,
    };

    private static bool SpeaksAs(Sentence sentence, FrozenSet<string> words) => sentence.Words.Any(word => words.Contains(word.Folded));

    private static List<Sentence> Choose(Question question, IReadOnlyList<RankedSentence> ranked, List<Sentence> searched)
    {
        // 1. The best, and what it leans on.
        var best = ranked[0];
        var at = searched.IndexOf(best.Sentence);
        var chosen = new SortedSet<int> { at };
        if (best.NeedsPrevious)
            chosen.Add(at - 1);

        if (question.Type == AnswerType.Reason && FindReason(question, searched, at) is { } reason)
            chosen.Add(reason);

        // 2. "You need:" brings its list; a heading that says it all brings what stands under it.
        if (best.Sentence.OpensList || best.IsByHeading)
            AddFollowing(chosen, searched, at, best.IsByHeading && !best.Sentence.IsListItem ? MostSentences : MostItems);

        // 3. Others nearly as good, of the same text. A question for one fact wants one sentence.
        var most = AnswerTypes.IsRequired(question.Type) || question.Type == AnswerType.Person ? 2 : MostSentences;
        foreach (var other in ranked.Skip(1).TakeWhile(other => other.Score >= best.Score * AlsoGood))
        {
            if (chosen.Count >= most || best.IsByHeading)
                break;
            if (other.Sentence.Source == best.Sentence.Source)
                chosen.Add(searched.IndexOf(other.Sentence));
        }

        return [.. chosen.Select(i => searched[i])];
    }

    // "It was late. The cause was …": the reason may stand a sentence or two behind.
    private static int? FindReason(Question question, List<Sentence> searched, int at)
    {
        for (var i = at; i < Math.Min(searched.Count, at + 3) && searched[i].Source == searched[at].Source; i++)
        {
            if (AnswerTypes.Holds(question, searched[i], _ => false))
                return i;
        }

        return null;
    }

    private static void AddFollowing(SortedSet<int> chosen, List<Sentence> searched, int at, int most)
    {
        var first = searched[at];
        for (var i = at + 1; i < searched.Count && chosen.Count < most; i++)
        {
            var next = searched[i];
            if (next.Source != first.Source || next.Heading != first.Heading || (first.OpensList && !next.IsListItem))
                break;
            chosen.Add(i);
        }
    }

    private static void Quote(StringBuilder answer, List<Sentence> sentences, Phrases phrases)
    {
        foreach (var group in sentences.GroupBy(sentence => phrases.Origin(sentence)))
        {
            foreach (var sentence in group)
                answer.Append("> ").Append(sentence.IsListItem ? "- " : "").Append(Shorten(sentence)).Append(Citation(sentence)).Append('\n');
            answer.Append("\n– ").Append(group.Key).Append("\n\n");
        }
    }

    private static string Citation(Sentence sentence) => sentence.Source.Number is { } number ? $" [{number}]" : "";

    private static string Shorten(Sentence sentence) => sentence.Words.Count <= LongestQuote
        ? sentence.Text
        : sentence.Text[..sentence.Words[LongestQuote - 1].End] + " …";
}
