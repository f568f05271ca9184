using System.Diagnostics;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Embedding;

namespace Parley.Core.Tests.Knowledge.Citations;

public sealed class CitationCheckTests
{
    private static readonly GivenPassage[] Given =
    [
        new(1, "Sockets", "The server closes a socket with code 4001 when the token is missing. It never keeps a token in its log.", 1000),
        new(2, "Limits", "Each key may send 60 requests a minute. PostgreSQL keeps the counters, while Redis keeps the sessions.", 0),
    ];

    [Theory]
    [InlineData("A missing token closes the socket with 4001 [1].", "1")]
    [InlineData("A missing token closes the socket with 4001. [1]", "1")]
    [InlineData("A missing token closes the socket with 4001[1].", "1")]
    [InlineData("A missing token closes the socket with 4001 [1][2].", "1 2")]
    [InlineData("A missing token closes the socket with 4001 [1, 2].", "1 2")]
    [InlineData("A missing token closes the socket with 4001 [1; 2].", "1 2")]
    [InlineData("A missing token closes the socket with 4001 [1-3].", "1 2 3")]
    [InlineData("A missing token closes the socket with 4001 [ 1 ].", "1")]
    [InlineData("According to [1], a missing token closes the socket.", "1")]
    [InlineData("See [1: \"closes a socket with code 4001\"].", "1")]
    [InlineData("| Missing token | closes the socket [1] |", "1")]
    [InlineData("Fine `[1]` and ``a [2] ` b`` [3](https://x.test) [text][1] \\[2] ![1] [^1] https://x.test/[1] <a href=\"[2]\"> none.", "")]
    [InlineData("```\nvalues[1] = tokens [2]\n```\n", "")]
    [InlineData("~~~ text\n[1]\n```\n[2]\n~~~\n", "")]
    [InlineData("```\nnever closed [1]", "")]
    [InlineData("[1]: https://x.test\n[^2]: a note", "")]
    [InlineData("In the year [2024] and [1,250] and [x] and [] and [-1] and [1-] and [1", "")]
    public void Check_Markers_AreFoundWhereTheyAreMarkers(string answer, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Check(answer).Citations.Select(citation => citation.Number)));

    [Theory]
    [InlineData("The server closes a socket with 4001 when the token is missing [1]. Each key may send 60 requests [2].", 0, "The server closes a socket with 4001 when the token is missing")]
    [InlineData("The server closes a socket with 4001 when the token is missing [1]. Each key may send 60 requests [2].", 1, "Each key may send 60 requests")]
    [InlineData("The server closes a socket with code 4001 [1] and each key may send 60 requests a minute [2].", 1, "and each key may send 60 requests a minute")]
    [InlineData("Token rules: the token is never kept in a log. [1]\n\nSomething else.", 0, "Token rules: the token is never kept in a log.")]
    [InlineData("- no token: socket closed\n- sixty requests a minute [2]", 0, "sixty requests a minute")]
    [InlineData("According to [2], each key may send 60 requests.", 0, "According to [2], each key may send 60 requests.")]
    public void Check_Claim_IsTheSentenceOrClauseOfItsMarker(string answer, int which, string claim)
    {
        var citation = Check(answer).Citations[which];

        Assert.Equal(claim, answer[citation.ClaimStart..citation.ClaimEnd]);
    }

    [Theory]
    [InlineData("\"The server closes a socket with code 4001\" [1]", CitationVerdict.Verified, true)]
    [InlineData("\"the  SERVER closes a\nsocket, with code 4001…\" [1]", CitationVerdict.Verified, false)]
    [InlineData("“closes a soc-\nket with code 4001” [1]", CitationVerdict.Verified, false)]
    [InlineData("\"The server closes a socket … when the token is missing\" [1]", CitationVerdict.Verified, false)]
    [InlineData("> The server closes a socket with code 4001 when the token is missing.\n\n– Sockets [1]", CitationVerdict.Verified, true)]
    [InlineData("\"The server closes a socket with code 400\" [1]", CitationVerdict.AlteredQuote, false)]
    [InlineData("\"The server closes a socket with code 4003\" [1]", CitationVerdict.AlteredQuote, false)]
    [InlineData("\"It … keeps a token in its log\" [1]", CitationVerdict.AlteredQuote, false)]
    [InlineData("\"It keeps a token in its log\" [1]", CitationVerdict.AlteredQuote, false)]
    [InlineData("\"Each key may send 60 requests a minute\" [1]", CitationVerdict.AlteredQuote, false)]
    public void Check_Quotation_StandsInItsSourceOrDoesNot(string answer, CitationVerdict verdict, bool isExact)
    {
        var citation = Assert.Single(Check(answer).Citations);

        Assert.Equal(verdict, citation.Verdict);
        Assert.Equal(isExact, citation.Quote!.IsExact);
    }

    [Fact]
    public void Check_QuotationOfAnotherSource_SaysWhereItStands()
    {
        var citation = Assert.Single(Check("\"Each key may send 60 requests a minute\" [1]").Citations);

        Assert.Equal(2, citation.Evidence!.Number);
        Assert.Equal(1, citation.Evidence.Similarity);
        Assert.Equal("Each key may send 60 requests a minute", Given[1].Text[citation.Evidence.Start..citation.Evidence.End]);
    }

    [Theory]
    [InlineData("Redis keeps the counters [2].")]
    [InlineData("The server keeps a token in its log [1].")]
    [InlineData("Each key may send 600 requests a minute [2].")]
    [InlineData("The counters are kept in Redis [2].")]
    [InlineData("MongoDB keeps the sessions [2].")]
    [InlineData("Parrots are kept in the aviary behind the house [2].")]
    [InlineData("Each key may send 60 requests an hour [2].")]
    [InlineData("It never keeps a token in its database [1].")]
    public void Check_WhatThePassageDoesNotSay_IsUnsupported(string answer) =>
        Assert.Equal(CitationVerdict.Unsupported, Assert.Single(Check(answer).Citations).Verdict);

    [Theory]
    [InlineData("Maria Lund took the farm over from Peter Holm in 1990.", "Maria Lund took the farm over from Peter Holm [1].", "Peter Holm took the farm over from Maria Lund [1].")]
    [InlineData("A trial ends after 5 weeks, or after 2 weeks without a visit.", "A trial ends after 2 weeks without a visit [1].", "A trial ends after 2 weeks, or after 5 weeks without a visit [1].")]
    [InlineData("The gate is made of iron, the fence of larch.", "The gate is made of iron [1].", "The gate is made of larch [1].")]
    [InlineData("A room costs up to 90 euros, in Bergen up to 130 euros.", "In Bergen a room costs up to 130 euros [1].", "In Bergen a room costs up to 90 euros [1].")]
    [InlineData("Heat the milk for 10 minutes at 60 degrees, then for 25 minutes at 80 degrees.", "Heat the milk for 25 minutes at 80 degrees [1].", "Heat the milk for 25 minutes at 60 degrees [1].")]
    [InlineData("The report is printed in the night before the meeting.", "The report is printed before the meeting [1].", "The report is printed after the meeting [1].")]
    [InlineData("The letters are signed with the seal of the mayor.", "Letters are signed with the mayor's seal [1].", "Letters are burned with the seal of the mayor [1].")]
    [InlineData("The jury praised the acting, not the script.", "The jury praised the acting [1].", "The jury praised the script [1].")]
    [InlineData("The box was delivered unopened to the museum.", "The unopened box was delivered to the museum [1].", "The opened box was delivered to the museum [1].")]
    [InlineData("Das Museum ist im Sommer bis 18 Uhr geöffnet.", "Das Museum ist im Sommer bis 18 Uhr geöffnet [1].", "Das Museum ist im Sommer bis 18 Uhr geschlossen [1].")]
    [InlineData("Die Prüfung kann dreimal wiederholt werden.", "Man kann die Prüfung drei mal wiederholen [1].", "Die Prüfung kann zweimal wiederholt werden [1].")]
    [InlineData("Bake the potatoes for an hour.", "Bake potatoes for an hour [1].", "Boil the potatoes for an hour [1].")]
    [InlineData("Each tenant reserves a bicycle online.", "A bicycle is reserved online by each tenant [1].", "Each tenant restricts a bicycle online [1].")]
    [InlineData("The fee was refunded.", "The fee was refunded [1].", "The fee was charged [1].")]
    public void Check_OneWordFromWhatIsSaid_IsToldFromIt(string passage, string said, string unsaid)
    {
        GivenPassage[] given = [new(1, "Notes", passage, Start: 0), Given[0] with { Number = 2 }];

        Assert.Equal(CitationVerdict.Verified, Assert.Single(NewCheck().Check(said, given).Citations).Verdict);
        Assert.Equal(CitationVerdict.Unsupported, Assert.Single(NewCheck().Check(unsaid, given).Citations).Verdict);
    }

    [Fact]
    public void Check_Evidence_IsAnOffsetInTheDocument()
    {
        var citation = Assert.Single(Check("Tokens are never kept in the log [1].").Citations);

        Assert.Equal(CitationVerdict.Verified, citation.Verdict);
        Assert.Equal("It never keeps a token in its log.", Given[0].Text[(citation.Evidence!.Start - 1000)..(citation.Evidence.End - 1000)]);
    }

    [Fact]
    public void Check_SentenceWithoutMarker_IsReportedWithWhatWouldSupportIt()
    {
        const string Answer = "# Limits\n\nEach key may send 60 requests a minute. The token is missing then [1]. Is that enough? I hope it is. Flamingos sleep on one leg in shallow lakes.";

        var report = Check(Answer);

        Assert.Equal(["Each key may send 60 requests a minute.", "Flamingos sleep on one leg in shallow lakes."], report.Uncited.Select(one => Answer[one.Start..one.End]));
        Assert.Equal([2, null], report.Uncited.Select(one => one.SupportedBy?.Number));
    }

    [Theory]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– from “Limits”", "")]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– from “Limits”, under “PostgreSQL keeps the counters”", "")]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– aus „Limits“, unter „Keys and limits“", "")]
    [InlineData("Each key may send 60 requests a minute [2].\n\nSource: Limits, page 12, section Keys and limits", "")]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– from “Limits”, which says that every key is free of charge", "– from “Limits”, which says that every key is free of charge")]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– from “Every key is free of charge”, under “Limits”", "– from “Every key is free of charge”, under “Limits”")]
    [InlineData("> Each key may send 60 requests a minute. [2]\n\n– Limits are lifted for 12 customers", "– Limits are lifted for 12 customers")]
    [InlineData("Each key may send 60 requests a minute [2]. See Limits, 99 of them are charged.", "See Limits, 99 of them are charged.")]
    public void Check_LineThatOnlyNamesSources_ClaimsNothing(string answer, string uncited)
    {
        GivenPassage[] given = [Given[0], Given[1] with { Section = "Use › Keys and limits" }];

        var found = NewCheck().Check(answer, given).Uncited.Select(one => answer[one.Start..one.End]);

        Assert.Equal(uncited.TrimStart('–', ' '), string.Join('|', found));
    }

    [Fact]
    public void Check_NothingGiven_KnowsNoSource() =>
        Assert.Equal(CitationVerdict.UnknownSource, Assert.Single(NewCheck().Check("So it is said [1].", []).Citations).Verdict);

    [Theory]
    [InlineData("[1]")]
    [InlineData("a[1] ")]
    [InlineData("\"")]
    [InlineData("`")]
    [InlineData("[1: \"x")]
    [InlineData("<a ")]
    [InlineData("> \"the token\" … [1]\n")]
    [InlineData("[1-20]")]
    [InlineData("the token is missing in the server and the socket [2] ")]
    [InlineData("never. ")]
    public void Check_HugeHostileAnswer_EndsSoon(string piece)
    {
        var answer = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var given = Enumerable.Range(1, 20).Select(i => new GivenPassage(i, "t", string.Concat(Enumerable.Repeat("the token is missing in the server and ", 100)), 0)).ToArray();
        var watch = Stopwatch.StartNew();

        var report = NewCheck().Check(answer, given);

        Assert.True(report.Citations.Count <= 2000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData(0.9f, CitationVerdict.Verified)]
    [InlineData(0.5f, CitationVerdict.Unsupported)]
    public async Task CheckAsync_WordsLeaveADoubt_MeaningDecides(float cosine, CitationVerdict verdict)
    {
        var check = new CitationCheck(Options.Create(new CitationOptions { MinSupport = 0.7, MeaningMargin = 0.4 }), new FixedEmbedder(cosine));

        var report = await check.CheckAsync("Whoever lacks a token loses the socket [1].", Given, Somebody, TestContext.Current.CancellationToken);

        Assert.Equal(verdict, Assert.Single(report.Citations).Verdict);
    }

    [Fact]
    public async Task CheckAsync_NumberThatIsNotThere_IsNoDoubtForMeaningToDecide()
    {
        var check = new CitationCheck(Options.Create(new CitationOptions { MinSupport = 0.7, MeaningMargin = 0.4 }), new FixedEmbedder(0.95f));

        var report = await check.CheckAsync("Whoever lacks 77 tokens loses the socket [1].", Given, Somebody, TestContext.Current.CancellationToken);

        Assert.Equal((CitationVerdict.Unsupported, "The passage does not have the number 77."), (report.Citations[0].Verdict, report.Citations[0].Reason));
    }

    [Theory]
    [InlineData("1 yes\n2 no", CitationVerdict.Verified, CitationVerdict.Unsupported)]
    [InlineData("1: No, because\n2: Yes", CitationVerdict.Unsupported, CitationVerdict.Verified)]
    [InlineData("I cannot tell", CitationVerdict.Unsupported, CitationVerdict.Verified)]
    [InlineData(null, CitationVerdict.Unsupported, CitationVerdict.Verified)]
    public async Task CheckAsync_Judge_DecidesAndItsSilenceLeavesWhatWasFound(string? reply, CitationVerdict first, CitationVerdict second)
    {
        var judge = new FixedModel(reply);
        var check = new CitationCheck(Options.Create(new CitationOptions { Judge = true }), model: judge);

        var report = await check.CheckAsync("Zebras graze on the savannah of Kenya [1]. Each key may send 60 requests a minute [2]. So says nobody [9].", Given, Somebody, TestContext.Current.CancellationToken);

        Assert.Equal([first, second, CitationVerdict.UnknownSource], report.Citations.Select(citation => citation.Verdict));
        Assert.Contains("Zebras graze on the savannah of Kenya", judge.Prompt, StringComparison.Ordinal);
    }

    private static Caller Somebody { get; } = Caller.Local;

    private static CitationCheck NewCheck() => new(Options.Create(new CitationOptions()));

    private static CitationReport Check(string answer) => NewCheck().Check(answer, Given);

    private sealed class FixedEmbedder(float cosine) : IEmbedder
    {
        public string Name => "fixed";

        public int Dimensions => 2;

        public int? Window => null;

        public double FusionWeight => 1;

        // The first of each pair lies on the axis, the second at the wanted angle.
        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select((_, i) => i % 2 == 0 ? new[] { 1f, 0f } : [cosine, MathF.Sqrt(1 - (cosine * cosine))])]);
    }

    private sealed class FixedModel(string? reply) : IKnowledgeModel
    {
        public string Prompt { get; private set; } = "";

        public bool IsAvailableTo(Caller caller) => true;

        public Task<string?> AskAsync(string system, string prompt, Caller caller, CancellationToken cancellationToken)
        {
            Prompt = prompt;
            return Task.FromResult(reply);
        }
    }
}
