using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Reading.Office;

/// <summary>Presentations: every slide is a page, its title a heading, what the speaker noted follows it. Hidden slides are left out.</summary>
internal sealed class PresentationReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".pptx", ".pptm", ".ppsx"];

    public IReadOnlyList<string> MediaTypes => ["application/vnd.openxmlformats-officedocument.presentationml.presentation"];

    public ContentKind Content => ContentKind.Zip;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        using var package = OfficePackage.Open(file, "presentation", "a presentation", options.Value, cancellationToken);
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        var parts = package.Relationships(package.MainPart);
        var number = 0;
        foreach (var relationship in Slides(package))
        {
            if (++number > options.Value.MaxPages)
                throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {options.Value.MaxPages:N0} slides.");
            if (relationship is not null && parts.TryGetValue(relationship, out var slide))
                Slide(package, slide.Part, number, text);
        }

        return Task.FromResult(text.Build(TextKind.Prose, OfficeProperties.Read(package)));
    }

    private void Slide(OfficePackage package, string name, int number, DocumentBuilder text)
    {
        using var slide = package.Open(name);
        if (slide is null || !slide.Read() || slide.Attribute("show") is "0" or "false")
            return;
        text.EndParagraph();
        text.StartPage(number);
        new SlideText(text, options.Value.MaxTextLength, notes: false).Write(slide);

        using var notes = package.Open(package.Related(name, "/notesSlide"));
        if (notes is not null)
            new SlideText(text, options.Value.MaxTextLength, notes: true).Write(notes);
    }

    private static IEnumerable<string?> Slides(OfficePackage package)
    {
        using var part = package.Open(package.MainPart);
        while (part?.Read() == true)
        {
            if (part.IsStart && part.Name == "sldId")
                yield return part.RelationshipId();
        }
    }
}
