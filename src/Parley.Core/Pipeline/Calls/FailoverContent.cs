using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Pipeline.Calls;

/// <summary>Says that another model goes on with an answer that broke off after its reader had seen a part of it.</summary>
public sealed class FailoverContent : AIContent
{
    public required ModelSelection From { get; init; }

    public required ModelSelection To { get; init; }

    /// <summary>False: the text so far stays and goes on. True: it is void, and the answer begins anew.</summary>
    public required bool Restarts { get; init; }

    public required ModelErrorKind Reason { get; init; }

    /// <summary>The same with another model going on: the one before it failed at once.</summary>
    internal FailoverContent With(ModelSelection to) => new() { From = From, To = to, Restarts = Restarts, Reason = Reason };
}
