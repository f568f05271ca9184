using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using D = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Presentation;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Presentations, written by Microsoft's library.</summary>
internal static class SlideFiles
{
    public static byte[] Write(params (string Title, string[] Lines, string? Notes, bool Hidden)[] slides)
    {
        using var stream = new MemoryStream();
        using (var file = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var presentation = file.AddPresentationPart();
            var ids = new P.SlideIdList();
            foreach (var (title, lines, notes, hidden) in slides)
            {
                var part = presentation.AddNewPart<SlidePart>();
                part.Slide = new(new P.CommonSlideData(Tree(Shape(P.PlaceholderValues.Title, title), Shape(null, lines))));
                part.Slide.Show = hidden ? false : null;
                if (notes is not null)
                    part.AddNewPart<NotesSlidePart>().NotesSlide = new(new P.CommonSlideData(Tree(Shape(P.PlaceholderValues.SlideNumber, "7"), Shape(P.PlaceholderValues.Body, notes))));
                ids.Append(new P.SlideId { Id = 256 + (uint)ids.ChildElements.Count, RelationshipId = presentation.GetIdOfPart(part) });
            }

            presentation.Presentation = new(ids);
        }

        return stream.ToArray();
    }

    private static P.ShapeTree Tree(params P.Shape[] shapes) => new(shapes.Cast<OpenXmlElement>());

    private static P.Shape Shape(P.PlaceholderValues? placeholder, params string[] lines)
    {
        var properties = new P.ApplicationNonVisualDrawingProperties();
        if (placeholder is { } type)
            properties.Append(new P.PlaceholderShape { Type = type });
        return new(
            new P.NonVisualShapeProperties(new P.NonVisualDrawingProperties { Id = 1, Name = "x" }, new P.NonVisualShapeDrawingProperties(), properties),
            new P.ShapeProperties(),
            new P.TextBody([new D.BodyProperties(), .. lines.Select(line => new D.Paragraph(new D.Run(new D.Text(line))))]));
    }
}
