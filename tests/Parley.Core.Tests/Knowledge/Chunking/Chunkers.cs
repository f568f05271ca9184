using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Reading;
using Parley.Models.Tokens;

namespace Parley.Core.Tests.Knowledge.Chunking;

/// <summary>The chunkers as the product registers them, with an embedder that knows letters only.</summary>
internal static class Chunkers
{
    public static ServiceProvider Services { get; } = Build(new LetterEmbedder());

    public static IReadOnlyList<IChunker> All => [.. Services.GetServices<IChunker>()];

    public static IChunker Named(string name) => All.Single(chunker => chunker.Name == name);

    public static TokenCounter Tokens => Services.GetRequiredService<TokenCounter>();

    public static int Count(string text) => Tokens.Count(text, "gpt-4o");

    public static ServiceProvider Build(IEmbedder? embedder)
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddChunking();
        if (embedder is not null)
            services.AddSingleton(embedder);
        return services.BuildServiceProvider();
    }

    public static async Task<IReadOnlyList<ChunkSpan>> SplitAsync(string name, string text, int tokens, int overlap, TextKind kind = TextKind.Prose) =>
        await Named(name).SplitAsync(new(text, kind), new(tokens, overlap), Caller.Local, TestContext.Current.CancellationToken);

    public static async Task<string[]> TextsAsync(string name, string text, int tokens, int overlap = 0, TextKind kind = TextKind.Prose) =>
        [.. (await SplitAsync(name, text, tokens, overlap, kind)).Select(span => text[span.Start..span.End])];

    /// <summary>Texts are alike where they use the same letters.</summary>
    private sealed class LetterEmbedder : IEmbedder
    {
        public string Name => "test/letters";

        public int Dimensions => 26;

        public int? Window => 250;

        public double FusionWeight => 0.5;

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(Embed)]);

        private static float[] Embed(string text)
        {
            var vector = new float[26];
            foreach (var letter in text.ToUpperInvariant().Where(char.IsAsciiLetter))
                vector[letter - 'A']++;
            var length = MathF.Sqrt(vector.Sum(value => value * value));
            return length == 0 ? vector : [.. vector.Select(value => value / length)];
        }
    }
}
