using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Models;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Calls;
using Parley.Testing.Models;

namespace Parley.Core.Tests.Pipeline.Caching;

public sealed class RequestKeyTests
{
    private static readonly ScriptedProvider Provider = new();
    private static readonly OtherProvider Other = new();

    /// <summary>Properties of the options that a key holds, and those it leaves out because they change no answer.</summary>
    private static readonly string[] Known =
    [
        "ModelId", "Instructions", "Temperature", "TopP", "TopK", "FrequencyPenalty", "PresencePenalty", "Seed", "MaxOutputTokens",
        "Reasoning", "AllowMultipleToolCalls", "AdditionalProperties", "StopSequences", "ResponseFormat", "Tools", "ToolMode",
        "RawRepresentationFactory", "ContinuationToken", "AllowBackgroundResponses",
        "Caller", "Rights", "Persona", "Model", "KnowledgeVersion", "Feature",
        "ConversationId", "KeyId", "CacheUse", "CanRestart", "IsOptional", "Report",
    ];

    private static readonly (string What, Func<Request, Request> Change)[] Changes =
    [
        ("tenant", r => r with { Caller = new(Guid.NewGuid(), r.Caller.UserId) }),
        ("user", r => r with { Caller = new(r.Caller.TenantId, Guid.NewGuid()) }),
        ("rights", r => r with { Rights = "team-b" }),
        ("rights that look like the user", r => r with { Rights = r.Caller.UserId.ToString() }),
        ("persona", r => r with { Persona = "support@3" }),
        ("provider", r => r with { Model = new(Other, r.Model.Model) }),
        ("model", r => r with { Model = new(r.Model.Provider, "script-2") }),
        ("knowledge", r => r with { Knowledge = "k2" }),
        ("feature", r => r with { Feature = "api" }),
        ("temperature", r => r.With(o => o.Temperature = 0.5f)),
        ("temperature 0", r => r.With(o => o.Temperature = 0)),
        ("top p", r => r.With(o => o.TopP = 0.5f)),
        ("top k", r => r.With(o => o.TopK = 5)),
        ("frequency", r => r.With(o => o.FrequencyPenalty = 1)),
        ("presence", r => r.With(o => o.PresencePenalty = 1)),
        ("seed", r => r.With(o => o.Seed = 7)),
        ("max tokens", r => r.With(o => o.MaxOutputTokens = 7)),
        ("instructions", r => r.With(o => o.Instructions = "Be brief.")),
        ("stop", r => r.With(o => o.StopSequences = ["a", "b"])),
        ("stop joined", r => r.With(o => o.StopSequences = ["ab"])),
        ("json", r => r.With(o => o.ResponseFormat = ChatResponseFormat.Json)),
        ("text", r => r.With(o => o.ResponseFormat = ChatResponseFormat.Text)),
        ("schema", r => r.With(o => o.ResponseFormat = Schema("""{"type":"object"}"""))),
        ("other schema", r => r.With(o => o.ResponseFormat = Schema("""{"type":"array"}"""))),
        ("tool", r => r.With(o => o.Tools = [Tool("clock", "Tells the time.")])),
        ("tool's description", r => r.With(o => o.Tools = [Tool("clock", "Tells the hour.")])),
        ("tool to approve", r => r.With(o => o.Tools = [new ApprovalRequiredAIFunction(Tool("clock", "Tells the time."))])),
        ("two tools", r => r.With(o => o.Tools = [Tool("clock", "Tells the time."), Tool("dice", "Throws.")])),
        ("no tool", r => r.With(o => o.ToolMode = ChatToolMode.None)),
        ("required tool", r => r.With(o => o.ToolMode = ChatToolMode.RequireSpecific("clock"))),
        ("any required tool", r => r.With(o => o.ToolMode = ChatToolMode.RequireAny)),
        ("parallel", r => r.With(o => o.AllowMultipleToolCalls = false)),
        ("reasoning", r => r.With(o => o.Reasoning = new() { Effort = ReasoningEffort.High })),
        ("reasoning's output", r => r.With(o => o.Reasoning = new() { Output = ReasoningOutput.Full })),
        ("more", r => r.With(o => o.AdditionalProperties = new() { ["k"] = 1 })),
        ("more otherwise", r => r.With(o => o.AdditionalProperties = new() { ["k"] = "1" })),
        ("system", r => r.First(m => m.Contents = [new TextContent("Be rude.")])),
        ("author", r => r.First(m => m.AuthorName = "x")),
        ("role", r => r.First(m => m.Role = ChatRole.User)),
        ("two texts", r => r.First(m => m.Contents = [new TextContent("Be "), new TextContent("kind.")])),
        ("thought", r => r.First(m => m.Contents = [new TextReasoningContent("Be kind.")])),
        ("image", r => r.First(m => m.Contents.Add(new DataContent(new byte[] { 1, 2 }, "image/png")))),
        ("other image", r => r.First(m => m.Contents.Add(new DataContent(new byte[] { 1, 3 }, "image/png")))),
        ("image by address", r => r.First(m => m.Contents.Add(new UriContent("https://a.example/1.png", "image/png")))),
        ("call", r => r.First(m => m.Contents.Add(new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["x"] = 1 })))),
        ("other call", r => r.First(m => m.Contents.Add(new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["x"] = 2 })))),
        ("result", r => r.First(m => m.Contents.Add(new FunctionResultContent("1", "2")))),
        ("number for result", r => r.First(m => m.Contents.Add(new FunctionResultContent("1", 2)))),
        ("question", r => r.Last(m => m.Contents = [new TextContent("And now!")])),
        ("question of a broken pair", r => r.Last(m => m.Contents = [new TextContent("And now?\ud83d")])),
        ("question of another broken pair", r => r.Last(m => m.Contents = [new TextContent("And now?\ud83e")])),
        ("no question", r => r with { Messages = [r.Messages[0]] }),
        ("a message more", r => r with { Messages = [.. r.Messages, new(ChatRole.User, "")] }),
        ("messages in another order", r => r with { Messages = [.. r.Messages.Reverse()] }),
        ("a text moved between messages", r => r.First(m => m.Contents = [new TextContent("Be kind.And")]).Last(m => m.Contents = [new TextContent(" now?")])),
    ];

    [Fact]
    public void Of_AnySingleChange_ChangesTheKey()
    {
        var keys = Changes.Select(change => (change.What, Key: change.Change(new()).Key())).Prepend((What: "nothing", Key: new Request().Key())).ToList();

        var same = keys.GroupBy(key => key.Key.Exact).Where(group => group.Count() > 1).Select(group => string.Join(" = ", group.Select(key => key.What)));

        Assert.Empty(same);
    }

    [Fact]
    public void Of_ChangesAtRandom_EqualOnlyWhenTheChangesAre()
    {
        var random = new Random(20261121);
        var seen = new Dictionary<CacheKey, string>();
        for (var trial = 0; trial < 5000; trial++)
        {
            // Those that draw a new id, or set what another sets, would not be the same again, or would undo each other.
            var drawn = Enumerable.Range(2, Changes.Length - 2).Where(_ => random.Next(20) == 0).ToList();
            var request = drawn.Aggregate(new Request(), (made, i) => Changes[i].Change(made));
            var shown = request.ToString();

            Assert.Equal(shown, seen.GetValueOrDefault(request.Key().Exact, shown));
            Assert.Equal(request.Key(), drawn.Aggregate(new Request(), (made, i) => Changes[i].Change(made)).Key());
            seen[request.Key().Exact] = shown;
        }

        Assert.True(seen.Count > 1000);
    }

    [Fact]
    public void Of_OnlyTheQuestionDiffers_SamePartition()
    {
        var one = new Request().Key();
        var other = new Request().Last(m => m.Contents = [new TextContent("What else?")]).Key();

        Assert.Equal(one.Partition, other.Partition);
        Assert.NotNull(one.Partition);
        Assert.NotEqual(one.Exact, other.Exact);
        Assert.Equal("What else?", other.Question);
    }

    [Fact]
    public void Of_AnythingElseDiffers_OtherPartition()
    {
        var partitions = Changes.Where(change => !change.What.Contains("question", StringComparison.Ordinal))
            .Select(change => change.Change(new()).Key().Partition).OfType<CacheKey>().Append(new Request().Key().Partition!.Value).ToList();

        Assert.Equal(partitions.Count, partitions.Distinct().Count());
    }

    [Fact]
    public void Of_SameMeaning_SameKey()
    {
        var one = new Request().With(o =>
        {
            o.Tools = [Tool("clock", "a"), Tool("dice", "b")];
            o.StopSequences = ["x", "y"];
            o.AdditionalProperties = new() { ["a"] = 1, ["b"] = new Dictionary<string, int> { ["c"] = 1, ["d"] = 2 } };
        });
        var other = new Request().With(o =>
        {
            o.Tools = [Tool("dice", "b"), Tool("clock", "a")];
            o.StopSequences = ["y", "x"];
            o.AdditionalProperties = new() { ["b"] = JsonDocument.Parse("""{"d":2,"c":1}""").RootElement, ["a"] = 1 };
            o.ConversationId = "another";
        }).First(m => (m.MessageId, m.CreatedAt) = ("new", DateTimeOffset.UnixEpoch));

        Assert.Equal(one.Key(), other.Key());
    }

    [Fact]
    public void Of_WhatCannotBeCompared_NoKey()
    {
        Assert.Null(new Request().With(o => o.RawRepresentationFactory = _ => new object()).TryKey());
        Assert.Null(new Request().With(o => o.Tools = [new HostedWebSearchTool()]).TryKey());
        Assert.Null(new Request().First(m => m.Contents.Add(new HostedFileContent("f"))).TryKey());
        Assert.Null(new Request().With(o => o.AdditionalProperties = new() { ["k"] = (Action)(() => { }) }).TryKey());
    }

    [Fact]
    public void Of_EveryOption_IsKnownHere() => Assert.Equal(
        Known.Order(), typeof(ModelCallOptions).GetProperties().Select(property => property.Name).Order());

    private static AIFunction Tool(string name, string description) => AIFunctionFactory.Create(() => 1, name, description);

    private static ChatResponseFormatJson Schema(string text) => ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(text).RootElement, "s", "d");

    private sealed record Request
    {
        public Caller Caller { get; init; } = Caller.Local;

        public string? Rights { get; init; }

        public string? Persona { get; init; }

        public string? Knowledge { get; init; }

        public string Feature { get; init; } = "chat";

        public ModelSelection Model { get; init; } = new(Provider, "script-1");

        public IReadOnlyList<ChatMessage> Messages { get; init; } = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "And now?")];

        public IReadOnlyList<Action<ChatOptions>> Options { get; init; } = [];

        public Request With(Action<ChatOptions> change) => this with { Options = [.. Options, change] };

        public Request First(Action<ChatMessage> change) => At(0, change);

        public Request Last(Action<ChatMessage> change) => At(Messages.Count - 1, change);

        public RequestKey Key() => TryKey()!.Value;

        public RequestKey? TryKey() => RequestKey.Of(Messages, Call(), Rights);

        public override string ToString()
        {
            var call = Call();
            return JsonSerializer.Serialize(
                new
                {
                    Caller, Rights, Persona, Knowledge, Feature, Provider = Model.Provider.Name, Model.Model, Messages,
                    call.Temperature, call.TopP, call.TopK, call.FrequencyPenalty, call.PresencePenalty, call.Seed, call.MaxOutputTokens,
                    call.Instructions, call.StopSequences, call.ResponseFormat, call.ToolMode, call.AllowMultipleToolCalls,
                    call.AdditionalProperties, Effort = call.Reasoning?.Effort.ToString(), Output = call.Reasoning?.Output.ToString(),
                    Tools = call.Tools?.Select(tool => $"{tool.Name} {tool.Description} {tool is ApprovalRequiredAIFunction}"),
                },
                AIJsonUtilities.DefaultOptions)
                + string.Join(' ', Messages.SelectMany(message => message.Text).Select(letter => (int)letter));
        }

        private ModelCallOptions Call()
        {
            var call = new ModelCallOptions(Caller, Feature, Model) { Rights = Rights, Persona = Persona, KnowledgeVersion = Knowledge };
            foreach (var option in Options)
            {
                option(call);
            }

            return call;
        }

        private Request At(int index, Action<ChatMessage> change)
        {
            var message = Messages[index].Clone();
            message.Contents = [.. message.Contents];
            change(message);
            return this with { Messages = [.. Messages.Select((old, i) => i == index ? message : old)] };
        }
    }

    private sealed class OtherProvider : IModelProvider
    {
        public string Name => "other";

        public string DisplayName => "Other";

        public bool IsConfigured => true;

        public string DefaultModel => "script-1";

        public IChatClient ChatClient => Provider;

        public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
