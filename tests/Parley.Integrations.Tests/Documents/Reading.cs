using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Integrations.Documents;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

/// <summary>The readers as the product registers them.</summary>
internal static class Reading
{
    private static readonly ServiceProvider Default = Services();

    public static IReadOnlyList<IDocumentReader> All => [.. Default.GetServices<IDocumentReader>()];

    public static ServiceProvider Services(Action<ReadingOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddDocumentReaders();
        services.Configure<ReadingOptions>(options => configure?.Invoke(options));
        return services.BuildServiceProvider();
    }

    public static Task<DocumentText> ReadAsync(string name, byte[] content, string? mediaType = null, Action<ReadingOptions>? configure = null)
    {
        var services = configure is null ? Default : Services(configure);
        return services.GetRequiredService<ReaderCatalogue>().ReadAsync(new(name, content, mediaType), TestContext.Current.CancellationToken);
    }

    public static Task<DocumentText> ReadAsync(string name, string content) => ReadAsync(name, Encoding.UTF8.GetBytes(content));

    public static async Task<ReadFailure> FailureAsync(string name, byte[] content, string? mediaType = null, Action<ReadingOptions>? configure = null)
    {
        var refused = await Assert.ThrowsAsync<DocumentReadException>(() => ReadAsync(name, content, mediaType, configure));
        Assert.NotEmpty(refused.Message);
        return refused.Failure;
    }

    /// <summary>What every text keeps to, whatever it was read from.</summary>
    public static void AssertSound(DocumentText read)
    {
        Assert.DoesNotContain('\r', read.Text);
        Assert.DoesNotContain('\0', read.Text);
        Assert.Equal(read.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(read.Text)));
        Assert.All(read.Pages, page => Assert.InRange(page.Start, 0, read.Text.Length));
        Assert.All(read.Sections, section => Assert.InRange(section.Start, 0, read.Text.Length - 1));
        Assert.Equal(read.Pages.OrderBy(page => page.Start).ThenBy(page => page.Number), read.Pages);
        Assert.Equal(read.Sections.Select(section => section.Start).Order(), read.Sections.Select(section => section.Start));
        Assert.All(read.Sections, section => Assert.InRange(section.Level, 1, 9));
        Assert.All([read.Metadata.Title, read.Metadata.Author, .. read.Metadata.Keywords], said => Assert.True(said is null || (said.Length is > 0 and <= 300 && !said.Any(char.IsControl))));
    }

    /// <summary>The text of the section of that title, up to the next of its level or above.</summary>
    public static string SectionText(DocumentText read, string title)
    {
        var section = Assert.Single(read.Sections, section => section.Title == title);
        var end = read.Sections.Where(next => next.Start > section.Start && next.Level <= section.Level).Select(next => next.Start).DefaultIfEmpty(read.Text.Length).First();
        return read.Text[section.Start..end];
    }

    public static string PageText(DocumentText read, int number)
    {
        var at = read.Pages.ToList().FindIndex(page => page.Number == number);
        Assert.True(at >= 0, $"There is no page {number}.");
        return read.Text[read.Pages[at].Start..(at + 1 < read.Pages.Count ? read.Pages[at + 1].Start : read.Text.Length)];
    }
}
