using System.Diagnostics.Metrics;

namespace Parley.Telemetry;

/// <summary>
/// The meter of all of Parley's instruments. To add one:
/// <list type="number">
/// <item>Give the feature a class with its instruments, like <c>Pipeline/Caching/CacheMeter.cs</c>, and register it as a singleton.</item>
/// <item>Create them with <see cref="CreateParley"/> from the <see cref="IMeterFactory"/> it is given; never from a static
/// meter, which all hosts of a test process would share.</item>
/// <item>Name them <c>parley.feature.thing</c>, with a unit (<c>s</c>, <c>By</c>, or a thing in braces such as <c>{token}</c>)
/// and a description. A histogram of anything but seconds gives its buckets as <c>InstrumentAdvice</c>.</item>
/// <item>Tag with what has few values: an outcome, a provider, a model. Never a user, an id or a text.</item>
/// </list>
/// <c>/metrics</c> then has it, as <c>parley_feature_thing_total</c> and the like, without a further line.
/// </summary>
public static class ParleyMeter
{
    public const string Name = "Parley";

    /// <summary>The meter of this host; the same one at every call.</summary>
    public static Meter CreateParley(this IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return meters.Create(Name);
    }
}
