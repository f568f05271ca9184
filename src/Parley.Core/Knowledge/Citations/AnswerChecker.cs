using Parley.Knowledge.Citations.Answers;
using Parley.Knowledge.Citations.Quotes;
using Parley.Knowledge.Citations.Support;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations;

/// <summary>One answer being checked by its words.</summary>
internal sealed class AnswerChecker(string answer, IReadOnlyList<GivenPassage> given, CitationOptions options)
{
    /// <summary>Too little of a claim stands in the passage, and nothing there speaks against it.</summary>
    public const string NotSaid = "The passage does not say this.";

    private readonly Vocabulary _vocabulary = new();
    private readonly Dictionary<(int Number, int Start, int End), SupportVerdict> _verdicts = [];
    private readonly Dictionary<(int Start, int End), ClaimWords> _claims = [];
    private Dictionary<int, (SourceWords Words, QuoteSource Quotes)> _sources = [];
    private HashSet<int> _names = [];
    private StatementReader _claimReader = null!;
    private SupportCheck _support = null!;

    public CitationReport Check()
    {
        // 1. What the answer cites, and for what.
        var hidden = HiddenSpans.Find(answer);
        var markers = MarkerReader.Read(answer, hidden, options.MaxChecked, out var isComplete);
        var sentences = SentenceReader.Read(answer, markers, hidden);
        var claims = new ClaimReader(answer, sentences, markers).Read();

        // 2. What it was given, taken apart.
        var language = Languages.Detect(string.Join('\n', given.Select(passage => passage.Text.Length > 2_000 ? passage.Text[..2_000] : passage.Text)));
        var statements = new StatementReader(language, _vocabulary);
        _sources = given.DistinctBy(passage => passage.Number).ToDictionary(
            passage => passage.Number, passage => (new SourceWords(passage, statements, _vocabulary), new QuoteSource(passage.Text, _vocabulary)));
        _names = [.. _sources.Values.SelectMany(source => source.Words.Names)];
        foreach (var source in _sources.Values)
        {
            source.Words.Recognise(_names);
        }

        _claimReader = new(language, _vocabulary) { IsKnown = id => _sources.Values.Any(source => source.Words.Has(id)) };
        _support = new([.. _sources.Values.Select(source => source.Words)], _vocabulary);

        // 3. Each citation by itself, then what cites nothing.
        var citations = claims.SelectMany(claim => claim.Marker.Numbers.Select(number => Check(claim, number))).ToList();
        var uncited = new UncitedReader(answer, hidden, sentences, claims, new Attribution(given)).Read().Take(options.MaxChecked + 1).ToList();
        return new(
            citations, [.. uncited.Take(options.MaxChecked).Select(span => new UncitedClaim(span.Start, span.End, Supporter(span)))],
            isComplete && uncited.Count <= options.MaxChecked);
    }

    private Citation Check(CitedClaim claim, int number)
    {
        var citation = new Citation(number, claim.Marker.Start, claim.Marker.End, claim.Start, claim.End, CitationVerdict.Verified);
        if (!_sources.TryGetValue(number, out var source))
        {
            return citation with { Verdict = CitationVerdict.UnknownSource, Reason = $"The answer was given no source {number}." };
        }

        // A quotation of another source of the same claim is that one's: "A" [1][2].
        CitedQuote? quote = null;
        Evidence? evidence = null;
        foreach (var span in claim.Quotes)
        {
            var match = new QuoteMatcher(_vocabulary).Find(answer[span.Start..span.End], source.Quotes);
            if (!match.IsFound && claim.Marker.Numbers.Any(other => other != number && Stands(span, other)))
            {
                continue;
            }

            quote = new(span.Start, span.End, match.IsExact);
            if (!match.IsFound)
            {
                return citation with { Verdict = CitationVerdict.AlteredQuote, Quote = quote, Evidence = Nearest(span, number, match), Reason = "The quoted words do not stand in the source like this." };
            }

            evidence ??= new(number, source.Words.Passage.Start + match.Start, source.Words.Passage.Start + match.End, 1);
        }

        return CheckSupport(citation with { Quote = quote, Evidence = evidence }, claim, source.Words);
    }

    private Citation CheckSupport(Citation citation, CitedClaim claim, SourceWords source)
    {
        // A claim that is the quotation, with hardly a word around it, says what the source says.
        var quoted = claim.Quotes.Sum(quote => quote.Length);
        if (citation.Quote is not null && 2 * quoted >= claim.End - claim.Start)
        {
            return citation with { Support = 1 };
        }

        var words = ClaimOf(claim.Start, claim.End);
        if (words.Words.Length == 0)
        {
            return citation;
        }

        var verdict = SupportOf(claim.Start, claim.End, source);
        var isSupported = verdict.Conflict is null && verdict.Coverage >= options.MinSupport;
        var found = verdict.Coverage > 0 ? new Evidence(citation.Number, source.Passage.Start + verdict.Start, source.Passage.Start + verdict.End, verdict.Coverage) : null;
        return citation with
        {
            Support = Math.Round(verdict.Coverage, 3),
            Evidence = citation.Evidence ?? found,
            Verdict = isSupported ? CitationVerdict.Verified : CitationVerdict.Unsupported,
            Reason = isSupported ? null : verdict.Conflict ?? NotSaid,
        };
    }

    private bool Stands(TextSpan quote, int number) =>
        _sources.TryGetValue(number, out var source) && new QuoteMatcher(_vocabulary).Find(answer[quote.Start..quote.End], source.Quotes).IsFound;

    // The words may stand in another source than the one that is named.
    private Evidence? Nearest(TextSpan quote, int number, QuoteMatch match)
    {
        var text = answer[quote.Start..quote.End];
        var best = _sources.Where(source => source.Key != number)
            .Select(source => (Number: source.Key, Match: new QuoteMatcher(_vocabulary).Find(text, source.Value.Quotes)))
            .Append((Number: number, Match: match))
            .MaxBy(one => one.Match.Similarity + (one.Number == number ? 0.001 : 0));
        var start = _sources[best.Number].Words.Passage.Start;
        return best.Match.Similarity > 0 ? new(best.Number, start + best.Match.Start, start + best.Match.End, Math.Round(best.Match.Similarity, 3)) : null;
    }

    private Evidence? Supporter(TextSpan span) => _sources.Values
        .Select(source => (source.Words.Passage, Verdict: SupportOf(span.Start, span.End, source.Words)))
        .Where(one => one.Verdict.Conflict is null && one.Verdict.Coverage >= options.MinSupport)
        .OrderByDescending(one => one.Verdict.Coverage)
        .Select(one => new Evidence(one.Passage.Number, one.Passage.Start + one.Verdict.Start, one.Passage.Start + one.Verdict.End, Math.Round(one.Verdict.Coverage, 3)))
        .FirstOrDefault();

    private SupportVerdict SupportOf(int start, int end, SourceWords source)
    {
        var key = (source.Passage.Number, start, end);
        return _verdicts.TryGetValue(key, out var verdict) ? verdict : _verdicts[key] = _support.Check(ClaimOf(start, end), source);
    }

    private ClaimWords ClaimOf(int start, int end) => _claims.TryGetValue((start, end), out var words)
        ? words
        : _claims[(start, end)] = ReadClaim(start, end);

    private ClaimWords ReadClaim(int start, int end)
    {
        var clauses = _claimReader.Read(answer, start, end);
        clauses.ForEach(clause => clause.Recognise(_names));
        return new(clauses, _support.Rarity);
    }
}
