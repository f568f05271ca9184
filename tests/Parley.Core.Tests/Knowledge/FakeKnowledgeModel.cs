using Parley.Identity;
using Parley.Knowledge;

namespace Parley.Core.Tests.Knowledge;

/// <summary>A model that says what it is told to.</summary>
internal sealed class FakeKnowledgeModel(Func<string, string?> answer) : IKnowledgeModel
{
    public List<string> Prompts { get; } = [];

    public bool IsAvailableTo(Caller caller) => true;

    public Task<string?> AskAsync(string system, string prompt, Caller caller, CancellationToken cancellationToken)
    {
        Prompts.Add(prompt);
        return Task.FromResult(answer(prompt));
    }
}
