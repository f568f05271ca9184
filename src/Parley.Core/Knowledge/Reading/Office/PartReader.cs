using System.Text;
using System.Xml;

namespace Parley.Knowledge.Reading.Office;

/// <summary>
/// Goes through the XML of one part, element by element and without a tree. Elements and attributes go by their local names: the
/// transitional and the strict form of the format differ in nothing else that matters here.
/// </summary>
internal sealed class PartReader : IDisposable
{
    private readonly XmlReader xml;
    private readonly int maxDepth;
    private readonly CancellationToken cancellationToken;
    private bool endOfEmpty;

    public PartReader(Stream part, int maxDepth, CancellationToken cancellationToken)
    {
        this.maxDepth = maxDepth;
        this.cancellationToken = cancellationToken;
        xml = XmlReader.Create(part, new()
        {
            // No part of such a file has a document type; whoever puts one in wants its entities expanded or fetched.
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,

            // Forbidden characters are seen to later, in all formats alike.
            CheckCharacters = false,
            NameTable = new BoundedNameTable(),
            CloseInput = true,
        });
    }

    /// <summary>The local name of the element.</summary>
    public string Name => xml.LocalName;

    public bool IsStart { get; private set; }

    /// <summary>The next start or end of an element; an empty one has both.</summary>
    public bool Read()
    {
        if (endOfEmpty)
        {
            (endOfEmpty, IsStart) = (false, false);
            return true;
        }

        while (ReadNode())
        {
            if (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
                continue;
            IsStart = xml.NodeType == XmlNodeType.Element;
            endOfEmpty = IsStart && xml.IsEmptyElement;
            return true;
        }

        return false;
    }

    /// <summary>From the start of an element to its end.</summary>
    public void Skip()
    {
        if (endOfEmpty)
        {
            (endOfEmpty, IsStart) = (false, false);
            return;
        }

        for (var depth = xml.Depth; ReadNode() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth);)
        {
        }

        IsStart = false;
    }

    public string? Attribute(string name)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more && value is null; more = xml.MoveToNextAttribute())
            value = xml.LocalName == name ? xml.Value : null;
        xml.MoveToElement();
        return value;
    }

    /// <summary>The <c>r:id</c> of the element, which others call <c>id</c> too.</summary>
    public string? RelationshipId()
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more && value is null; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
                value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>From the start of an element to its end; gives the text directly in it, at most that many characters of it.</summary>
    public string Content(int limit)
    {
        if (endOfEmpty)
        {
            (endOfEmpty, IsStart) = (false, false);
            return "";
        }

        StringBuilder? more = null;
        var content = "";
        for (var depth = xml.Depth; ReadNode() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth);)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            if (content.Length > 0)
                (more ??= new(content)).Append(xml.Value);
            else
                content = xml.Value;
            if ((more?.Length ?? content.Length) > limit)
                throw UnpackingBudget.Bomb();
        }

        IsStart = false;
        return more?.ToString() ?? content;
    }

    public void Dispose() => xml.Dispose();

    private bool ReadNode()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!xml.Read())
            return false;
        if (xml.Depth > maxDepth)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The file is nested deeper than {maxDepth} levels.");
        return true;
    }
}
