using System.Text.Json;
using Parley.Data;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>The <c>failover</c> event: a model broke off, and another one goes on.</summary>
/// <param name="Mode">continue: the text so far stays. restart: it is void, and the answer begins anew.</param>
/// <param name="Reason">Why the first one broke off: unavailable, timeout, rate_limited, ….</param>
public sealed record TurnFailover(string Mode, FailoverModel From, FailoverModel To, string Reason)
{
    private const string Restart = "restart";

    internal static string Write(FailoverContent content) => JsonSerializer.Serialize(
        new(
            content.Restarts ? Restart : "continue", FailoverModel.Of(content.From), FailoverModel.Of(content.To), SnakeCaseEnum.Write(content.Reason)),
        TurnJson.Default.TurnFailover);

    /// <summary>Whether such an event makes the text before it void.</summary>
    internal static bool Restarts(string payload) => JsonSerializer.Deserialize(payload, TurnJson.Default.TurnFailover)!.Mode == Restart;
}

/// <summary>A model, by name.</summary>
public sealed record FailoverModel(string Provider, string Model)
{
    internal static FailoverModel Of(Models.ModelSelection selection) => new(selection.Provider.Name, selection.Model);
}
