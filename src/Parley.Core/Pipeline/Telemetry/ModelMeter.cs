using System.Diagnostics.Metrics;
using Parley.Data;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Pacing;
using Parley.Pipeline.Resilience;

namespace Parley.Pipeline.Telemetry;

/// <summary>The instruments of model calls, on the meter <c>Parley</c>.</summary>
public sealed class ModelMeter
{
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _tokens;
    private readonly Counter<double> _cost;
    private readonly Counter<long> _unpriced;
    private readonly Counter<long> _failovers;
    private readonly Histogram<double> _firstToken;
    private readonly Histogram<double> _duration;

    public ModelMeter(IMeterFactory meters, CircuitBreakers breakers, Pacers pacers, DegradationState degradation)
    {
        var meter = meters.Create("Parley");
        _attempts = meter.CreateCounter<long>("parley.model.calls", "{call}", "Calls to providers, by outcome.");
        _tokens = meter.CreateCounter<long>("parley.model.tokens", "{token}", "Tokens read and written.");
        _cost = meter.CreateCounter<double>("parley.model.cost", "USD", "What calls cost, where the price is known.");
        _unpriced = meter.CreateCounter<long>("parley.model.unpriced_calls", "{call}", "Calls whose price is not known: they are in no cost.");
        _failovers = meter.CreateCounter<long>("parley.model.failovers", "{call}", "Calls handed to another model: before the first token, continued or restarted.");
        _firstToken = meter.CreateHistogram<double>("parley.model.first_token.duration", "s", "From the call to the first part of the answer.");
        _duration = meter.CreateHistogram<double>("parley.model.duration", "s", "From the call to its end.");
        meter.CreateObservableGauge(
            "parley.model.circuit", () => breakers.Views.Select(view => new Measurement<int>((int)view.State, Tags(view.Provider, view.Model))),
            description: "Models that have failed: 0 called, 1 being tried, 2 left alone.");
        meter.CreateObservableGauge("parley.degradation", () => (int)degradation.Level, description: "0 full, 1 degraded, 2 minimal, 3 offline.");
        meter.CreateObservableGauge(
            "parley.model.waiting", () => pacers.Queues.Select(queue => new Measurement<int>(queue.Waiting, new KeyValuePair<string, object?>("provider", queue.Provider))),
            "{call}", "Calls that wait for their turn at a paced provider.");
    }

    internal void Ended(Attempt attempt, TimeSpan? firstToken, TimeSpan duration)
    {
        var (provider, model) = (Provider(attempt.Provider.Name), Model(attempt.Model));
        _attempts.Add(1, provider, model, new("outcome", attempt.Error is { } error ? SnakeCaseEnum.Write(error) : SnakeCaseEnum.Write(attempt.Outcome)));
        _duration.Record(duration.TotalSeconds, provider, model);
        if (firstToken is { } time)
        {
            _firstToken.Record(time.TotalSeconds, provider, model);
        }
    }

    internal void Used(Attempt attempt, int prompt, int completion, long? costNanos)
    {
        var (provider, model) = (Provider(attempt.Provider.Name), Model(attempt.Model));
        _tokens.Add(prompt, provider, model, new("kind", "prompt"));
        _tokens.Add(completion, provider, model, new("kind", "completion"));
        if (costNanos is { } nanos)
        {
            _cost.Add(nanos / 1e9, provider, model);
        }
        else
        {
            _unpriced.Add(1, provider, model);
        }
    }

    internal void FailedOver(ModelSelection from, ModelSelection to, ModelErrorKind reason, string manner) => _failovers.Add(
        1, new KeyValuePair<string, object?>("from", from.Provider.Name), new("to", to.Provider.Name), new("reason", SnakeCaseEnum.Write(reason)), new("manner", manner));

    private static KeyValuePair<string, object?>[] Tags(string provider, string model) => [Provider(provider), Model(model)];

    private static KeyValuePair<string, object?> Provider(string name) => new("provider", name);

    // Names of models come from requests; what nobody knows must not make a series of its own.
    private static KeyValuePair<string, object?> Model(string name) => new("model", ModelCatalogue.Find(name).IsKnown ? name : "other");
}
