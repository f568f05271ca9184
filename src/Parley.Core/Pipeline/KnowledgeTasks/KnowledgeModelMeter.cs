using System.Diagnostics.Metrics;
using Parley.Data;
using Parley.Telemetry;

namespace Parley.Pipeline.KnowledgeTasks;

/// <summary>Counts what is asked of the model for knowledge; the calls themselves are in <see cref="Telemetry.ModelMeter"/> too.</summary>
internal sealed class KnowledgeModelMeter(IMeterFactory meters)
{
    private readonly Counter<long> _asked = meters.CreateParley().CreateCounter<long>(
        "parley.knowledge.model_tasks", "{task}", "Questions to the model for knowledge, by what became of them.");

    public void Asked(KnowledgeTaskOutcome outcome) => _asked.Add(1, new KeyValuePair<string, object?>("outcome", SnakeCaseEnum.Write(outcome)));
}
