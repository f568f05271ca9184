namespace Parley.Knowledge.Keywords;

/// <summary>
/// Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009, with Lucene's idf, which is never negative.
/// </summary>
public static class Bm25
{
    /// <summary>How soon further occurrences of a term stop counting.</summary>
    public const float K1 = 1.2f;

    /// <summary>How much a passage's length counts.</summary>
    public const float B = 0.75f;

    /// <summary>How rare a term is.</summary>
    public static double Idf(long passages, long passagesWith) => Math.Log(1 + ((passages - passagesWith + 0.5) / (passagesWith + 0.5)));
}
