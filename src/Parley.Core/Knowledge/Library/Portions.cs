namespace Parley.Knowledge.Library;

/// <summary>Parts a list for being read bit by bit, where some entries weigh far more than others.</summary>
internal static class Portions
{
    extension<T>(IEnumerable<T> entries)
    {
        /// <summary>As many entries at once as weigh no more than <paramref name="weight"/> together, one at least and <paramref name="count"/> at most.</summary>
        public IEnumerable<IReadOnlyList<T>> InPortions(int count, long weight, Func<T, long> weigh)
        {
            var portion = new List<T>();
            var total = 0L;
            foreach (var entry in entries)
            {
                var own = weigh(entry);
                if (portion.Count == count || (portion.Count > 0 && total + own > weight))
                {
                    yield return portion;
                    (portion, total) = ([], 0);
                }

                portion.Add(entry);
                total += own;
            }

            if (portion.Count > 0)
            {
                yield return portion;
            }
        }
    }
}
