using Parley.Pipeline.Calls;

namespace Parley.Server.OpenAi.Answers;

/// <summary>What every piece of an answer repeats.</summary>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">As the client named it, while that model answers.</param>
internal readonly record struct AnswerHead(string Id, long Created, string Model)
{
    /// <summary>The same, with the name of the model that answers in place of the one that was asked for.</summary>
    public AnswerHead ServedBy(ModelCallOptions call) => call.Report.ServedBy is { } served && served != call.Model
        ? this with { Model = ModelNames.Of(served.Provider.Name, served.Model) }
        : this;
}
