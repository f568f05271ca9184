using System.Runtime.InteropServices;

namespace Parley.Server.Http.Auditing;

/// <summary>
/// How many denials of one origin are recorded: ten a minute. Those beyond are counted, and the count goes with the next
/// one, so that nobody can fill the trail by being refused.
/// </summary>
internal sealed class DenialLimits(TimeProvider clock)
{
    public const int PerMinute = 10;

    /// <summary>Origins told apart in a minute. All others share one place: memory stays bounded.</summary>
    private const int MaxOrigins = 10_000;

    private const string Others = "others";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Dictionary<string, int> _counts = [];
    private Dictionary<string, int> _before = [];
    private DateTimeOffset _began = clock.GetUtcNow();

    /// <param name="suppressed">How many of this origin were not recorded in the minute before.</param>
    /// <returns>Whether this one is to be recorded.</returns>
    public bool TryTake(string origin, out int suppressed)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _began >= Window)
            {
                (_before, _counts, _began) = (now - _began < 2 * Window ? _counts : [], [], now);
            }

            origin = _counts.Count < MaxOrigins || _counts.ContainsKey(origin) ? origin : Others;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, origin, out _);
            suppressed = count == 0 ? Math.Max(0, _before.GetValueOrDefault(origin) - PerMinute) : 0;
            return ++count <= PerMinute;
        }
    }
}
