using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Models;

namespace Parley.Pipeline.Calls;

/// <summary>
/// What the pipeline has to know of a call beyond what the model is told: whose it is, what it is for, and which model was
/// chosen. Every call through <see cref="ModelPipeline.Client"/> carries one; a call without an owner could be neither
/// charged nor cached safely.
/// </summary>
public sealed class ModelCallOptions : ChatOptions
{
    [SetsRequiredMembers]
    public ModelCallOptions(Caller caller, string feature, ModelSelection model)
    {
        (Caller, Feature, Model) = (caller, feature, model);
        ModelId = model.Model;
    }

    [SetsRequiredMembers]
    private ModelCallOptions(ModelCallOptions other)
        : base(other)
    {
        (Caller, Feature, Model, Report) = (other.Caller, other.Feature, other.Model, other.Report);
        (Persona, ConversationId) = (other.Persona, other.ConversationId);
        (Rights, KnowledgeVersion, CacheUse, CanRestart, IsOptional) = (other.Rights, other.KnowledgeVersion, other.CacheUse, other.CanRestart, other.IsOptional);
    }

    /// <summary>On whose behalf; pays, and bounds what a cache may answer.</summary>
    public required Caller Caller { get; init; }

    /// <summary>What the call is for, in reports and budgets: <c>chat</c>, <c>extract</c>, <c>classify</c>, <c>api</c>, <c>embed</c>, <c>knowledge</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>The model that shall answer. Another may, when this one fails; <see cref="Report"/> says which did.</summary>
    public required ModelSelection Model { get; init; }

    /// <summary>The persona and its version, such as <c>support@3</c>; null for none.</summary>
    public string? Persona { get; init; }

    /// <summary>The API key the request came with; null for a session. The caller's own, so that no call can leave it out.</summary>
    public string? KeyId => Caller.KeyName;

    /// <summary>
    /// What the caller may read, as a fingerprint: two callers of a tenant may share a cached answer only when it is the
    /// same. Null: nobody else may.
    /// </summary>
    public string? Rights { get; init; }

    /// <summary>Names the state of the documents the answer rests on; null when it rests on none. Known once they were searched.</summary>
    public string? KnowledgeVersion { get; set; }

    /// <summary>Whether a cache may answer, and may remember the answer.</summary>
    public CacheUse CacheUse { get; init; } = CacheUse.Allowed;

    /// <summary>
    /// Whether the reader of a stream can be told to forget what it has: then a broken answer may be begun anew by another
    /// model. Otherwise only a model that goes on where the text stops can take over.
    /// </summary>
    public bool CanRestart { get; init; } = true;

    /// <summary>
    /// Whether whoever asks can do without an answer. Then no other model stands in for the chosen one: what is asked goes to nobody it was
    /// not meant for, and costs no more time or money than was thought of.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>What happened on the way. One report for the call and all its clones.</summary>
    public CallReport Report { get; } = new();

    /// <exception cref="InvalidOperationException">The options are not of this kind.</exception>
    public static ModelCallOptions Of(ChatOptions? options) => options as ModelCallOptions
        ?? throw new InvalidOperationException("A call through the pipeline needs ModelCallOptions.");

    public override ChatOptions Clone() => new ModelCallOptions(this);
}
