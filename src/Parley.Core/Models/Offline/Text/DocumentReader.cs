using System.Text;

namespace Parley.Models.Offline.Text;

/// <summary>
/// Reads a text into sentences with the heading each stands under. Takes Markdown, plain text with or without hard line
/// breaks, lists, tables, logs and code: what is one record per line stays one sentence per line.
/// </summary>
internal sealed class DocumentReader(Language language)
{
    // Lines at least this long were broken by a margin, not by meaning.
    private const int WrappedLine = 55;

    private readonly List<Sentence> sentences = [];
    private readonly StringBuilder paragraph = new();
    private bool paragraphIsItem;
    private string heading = "";
    private string question = "";
    private IReadOnlySet<string> headingTerms = new HashSet<string>();

    public static IReadOnlyList<Sentence> Read(IEnumerable<Source> sources, Language language)
    {
        var reader = new DocumentReader(language);
        foreach (var source in sources)
            reader.Read(source);
        return reader.sentences;
    }

    private void Read(Source source)
    {
        SetHeading("");
        var inCode = false;
        var lastLength = 0;
        foreach (var raw in source.Text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line.StartsWith("```"))
            {
                EndParagraph(source);
                inCode = !inCode;
            }
            else if (line.IsEmpty || Lines.IsRule(line))
            {
                EndParagraph(source);
                question = "";
            }
            else if (!inCode && Lines.Heading(line, raw) is { } title)
            {
                EndParagraph(source);
                SetHeading(title);
            }
            else
            {
                var isItem = !inCode && Lines.IsListItem(line);
                if (inCode || isItem || Lines.IsRecord(line) || lastLength < WrappedLine)
                    EndParagraph(source);
                Append(source, line, isItem, inCode);
            }

            lastLength = line.Length;
        }

        EndParagraph(source);
    }

    private void Append(Source source, ReadOnlySpan<char> line, bool isItem, bool inCode)
    {
        if (isItem)
            line = Lines.WithoutMarker(line);
        if (inCode || Lines.IsTableRow(line))
        {
            Add(source, Lines.WithoutPipes(line), isItem: true);
            return;
        }

        if (paragraph.Length > 0)
            paragraph.Append(' ');
        paragraph.Append(line);
        paragraphIsItem |= isItem;
    }

    private void EndParagraph(Source source)
    {
        if (paragraph.Length == 0)
            return;
        foreach (var sentence in SentenceSplitter.Split(paragraph.ToString()))
            Add(source, sentence, paragraphIsItem);
        paragraph.Clear();
        paragraphIsItem = false;
    }

    private void Add(Source source, string text, bool isItem)
    {
        // In a list of questions and answers the question is the heading of its answer.
        if (text.EndsWith('?') && text.Length < 200)
        {
            question = text;
            return;
        }

        var words = WordReader.Read(text, language).ToArray();
        if (words.Length == 0)
            return;
        var terms = question.Length == 0 ? headingTerms : headingTerms.Union(TermsOf(question)).ToHashSet();
        var shownHeading = question.Length > 0 ? question : heading;
        sentences.Add(new Sentence(source, shownHeading, text, sentences.Count, words, terms) { IsListItem = isItem });
    }

    private void SetHeading(string title)
    {
        heading = title;
        question = "";
        headingTerms = TermsOf(title);
    }

    private HashSet<string> TermsOf(string text) =>
        [.. WordReader.Read(text, language).Where(word => word.IsContent).Select(word => Synonyms.Canonical(word.Term, language))];
}
