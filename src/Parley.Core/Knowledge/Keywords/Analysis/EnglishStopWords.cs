using System.Collections.Frozen;

namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>Words that nearly every English passage has: they cost the most time and tell the least. Folded, without apostrophes.</summary>
internal static class EnglishStopWords
{
    private static readonly FrozenSet<string> Words = """
        a about above after again against all also am an and any are arent as at be because been before being below between both but by
        can cant cannot could couldnt did didnt do does doesnt doing dont down during each few for from further had hadnt has hasnt have
        havent having he hed her here hers herself hes him himself his how i if im in into is isnt it itd itll its itself ive just
        lets me more most my myself no nor not of off on once only or other our ours ourselves out over own same she shes should
        shouldnt so some such than that thats the their theirs them themselves then there theres these they theyd theyll theyre theyve this
        those through to too under until up upon us very was wasnt we were werent weve what whats when where which while who whom whos
        whose why will with wont would wouldnt you youd youll your youre yours yourself yourselves youve s t
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> folded) => folded.Length <= 10 && Spans.Contains(folded);
}
