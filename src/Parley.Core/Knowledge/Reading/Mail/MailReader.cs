using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;
using Parley.Knowledge.Reading.Formats;
using Parley.Knowledge.Reading.Html;

namespace Parley.Knowledge.Reading.Mail;

/// <summary>A mail: who wrote whom about what, its text, and the names of what is attached. Attachments are not opened.</summary>
internal sealed class MailReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    // Deeper than any mail that people send, and shallow enough that every level may go through the bytes anew.
    private const int MaxNesting = 16;

    private static readonly string[] Shown = ["Subject", "From", "To", "Cc", "Date"];

    public IReadOnlyList<string> Extensions => [".eml"];

    public IReadOnlyList<string> MediaTypes => ["message/rfc822"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        var content = file.Content.Span.StartsWith("\uFEFF"u8) ? file.Content[3..] : file.Content;
        var mail = MimePart.Parse(content);
        if (mail.Headers["From"] is null && mail.Headers["Date"] is null && mail.Headers["Subject"] is null && mail.Headers["Received"] is null)
            throw new DocumentReadException(ReadFailure.Mislabelled, "The file is not a mail.");
        if (mail.Type.Main is "multipart/encrypted"
            || (mail.Type.Main is "application/pkcs7-mime" or "application/x-pkcs7-mime" && mail.Type["smime-type"] != "signed-data"))
            throw new DocumentReadException(ReadFailure.Encrypted, "The mail is encrypted.");

        var text = new DocumentBuilder(options.Value.MaxTextLength);
        var walk = new Walk(text, options.Value.MaxParts, cancellationToken);
        walk.Mail(mail, 0);
        return Task.FromResult(text.Build(TextKind.Prose, new()
        {
            Title = mail.Headers.Text("Subject"),
            Author = mail.Headers.Text("From"),
            Language = mail.Headers["Content-Language"]?.Split(',')[0],
            Date = Date(mail.Headers["Date"]),
            Keywords = [.. (mail.Headers.Text("Keywords") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(32)],
        }));
    }

    // "Mon, 15 Jan 2024 10:00:00 +0100 (CET)": the comment is of the older standard.
    private static DateTime? Date(string? value) => Dates.Parse(value?.Split('(')[0].Trim());

    private sealed class Walk(DocumentBuilder text, int maxParts, CancellationToken cancellationToken)
    {
        private readonly List<string> attachments = [];
        private int parts;

        public void Mail(MimePart mail, int depth)
        {
            foreach (var name in Shown)
            {
                if (TextCleaning.Line(mail.Headers.Text(name), 2000) is { } value)
                    text.Append($"{name}: {value}\n");
            }

            text.EndParagraph();
            Part(mail, depth);
            text.EndParagraph();
            foreach (var name in attachments)
                text.Append($"Attachment: {name}\n");
            attachments.Clear();
        }

        private void Part(MimePart part, int depth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (depth > MaxNesting || ++parts > maxParts)
                throw new DocumentReadException(ReadFailure.TooLarge, "The mail has too many parts within parts.");
            if (part.Type.Main == "multipart/alternative")
                Alternative(part, depth);
            else if (part.IsMultipart)
                Each(part, depth);
            else if (part.Type.Main == "message/rfc822")
                Forwarded(part.Inner(), depth);
            else if (part.Disposition.Main == "attachment" || part.Type.Main is not ("text/plain" or "text/html"))
                Attach(part);
            else
                Write(part);
        }

        private void Each(MimePart part, int depth)
        {
            foreach (var inner in part.Parts())
                Part(inner, depth + 1);
        }

        // The same in several forms: plain text, where there is any, says it without the layout.
        private void Alternative(MimePart part, int depth)
        {
            var forms = part.Parts().Take(maxParts).ToList();
            var plain = forms.Find(form => form.Type.Main == "text/plain" && !TextOf(form).AsSpan().IsWhiteSpace());
            if ((plain ?? forms.LastOrDefault(form => form.IsMultipart || form.Type.Main == "text/html") ?? forms.FirstOrDefault()) is { } chosen)
                Part(chosen, depth + 1);
        }

        private void Forwarded(MimePart mail, int depth)
        {
            text.EndParagraph();
            Mail(mail, depth + 1);
        }

        private void Attach(MimePart part)
        {
            if (TextCleaning.Line(part.FileName, 200) is { } name)
                attachments.Add(name);
        }

        private void Write(MimePart part)
        {
            text.EndParagraph();
            if (part.Type.Main == "text/html")
                HtmlText.Write(TextOf(part), text, cancellationToken);
            else
                text.Append(TextOf(part));
        }

        private static string TextOf(MimePart part) => TextDecoding.Decode(part.Decode(), part.Type["charset"]);
    }
}
