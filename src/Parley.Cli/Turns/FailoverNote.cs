using System.Text.Json;

namespace Parley.Cli.Turns;

/// <summary>What the <c>failover</c> event means to a reader.</summary>
/// <param name="Restarts">The text before it is void.</param>
internal sealed record FailoverNote(bool Restarts, string Text)
{
    public static FailoverNote Read(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        var restarts = root.GetProperty("mode").GetString() is "restart";
        return new(restarts, $"{Model(root.GetProperty("from"))} broke off; {Model(root.GetProperty("to"))} {(restarts ? "begins again" : "went on")}.");
    }

    private static string Model(JsonElement model) =>
        $"{model.GetProperty("provider").GetString()}/{model.GetProperty("model").GetString()}";
}
