using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>
/// Fills passages from the beginning of a text to its end: each as full as the best place to cut allows, and each beginning with what
/// the one before ended with.
/// </summary>
internal sealed class PassagePacker(string text, TokenMap map, ChunkSizes sizes)
{
    /// <param name="cuts">Ways to find a place to cut, best first. Where none finds one, the cut is as far as the tokens go.</param>
    /// <param name="repeat">Where a passage begins that continues the text at <c>fresh</c>, after one that ended at <c>end</c>; null: with the last tokens of that one.</param>
    public List<ChunkSpan> Pack(IReadOnlyList<Cut> cuts, Repeat? repeat, CancellationToken cancellationToken)
    {
        var passages = new List<ChunkSpan>();
        var fresh = map.TrimStart(0, text.Length);
        var start = fresh;
        while (fresh < text.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var limit = map.LastEnd(start, sizes.Tokens);
            if (limit <= fresh && start < fresh)
            {
                // What is repeated and what comes next do not fit together: nothing is repeated.
                start = fresh;
                continue;
            }

            var end = map.TrimStart(limit, text.Length) == text.Length ? text.Length : Find(cuts, start, fresh, limit);
            var stop = map.TrimEnd(start, end);
            passages.Add(new(start, stop, map.Count(start, stop)));
            fresh = map.TrimStart(end, text.Length);
            start = sizes.Overlap == 0 || fresh == text.Length ? fresh : Math.Min(fresh, repeat?.Invoke(stop, fresh) ?? map.FirstStart(stop, sizes.Overlap));
        }

        return passages;
    }

    private static int Find(IReadOnlyList<Cut> cuts, int start, int fresh, int limit)
    {
        foreach (var cut in cuts)
        {
            // A passage must bring something that the one before did not have.
            var low = Math.Max(fresh, start + (int)((limit - start) * cut.From));
            if (cut.Find(low, limit) is var found && found > low && found <= limit)
                return found;
        }

        return limit;
    }
}

/// <summary>A way to find a place to cut.</summary>
/// <param name="From">How full a passage has to be for it, 0 to 1.</param>
/// <param name="Find">The last place behind the first position and not behind the second; -1 when there is none.</param>
internal sealed record Cut(double From, Func<int, int, int> Find);

internal delegate int Repeat(int end, int fresh);
