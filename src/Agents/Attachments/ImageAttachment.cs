using System.Globalization;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Browsers.Pictures;
using Vitrine.Primitives;

namespace Vitrine.Agents.Attachments;

/// <summary>
/// A picture: a sketch, a screenshot of what is meant. Its first bytes say what it is and how large; then it is drawn anew, so that nothing but what it looks like is kept: no place, no camera, no profile, nothing behind its end.
/// </summary>
internal sealed class ImageAttachment(IPictureRedraw redraw) : IAttachmentKind
{
    public const string KindName = "image";

    private const int Megabyte = 1_000_000;

    // Models look at no more; what is larger is made smaller by their provider, and paid for.
    private const int LongestSide = 1_568;

    // A photograph of the largest cameras that people carry; 160 MB once decoded.
    private const int MostPixels = 40_000_000;

    public string Name => KindName;

    public int LargestUpload => 10 * Megabyte;

    public async Task<AttachmentContent> TakeAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > LargestUpload) throw TooLarge(name);
        var header = PictureHeader.Read(bytes.Span)
            ?? throw new RefusalException("attachments.no-image", $"{name} is no picture that can be taken: it has to be a PNG, JPEG, GIF or WebP by what is in it, whatever it is called.");
        if (header.Pixels > MostPixels)
            throw new RefusalException("attachments.too-many-pixels", string.Create(CultureInfo.InvariantCulture, $"{name} is {header.Width} by {header.Height} pixels large. A picture may have {MostPixels / 1_000_000} million in all; make it smaller and attach it again."), RefusalKind.TooLarge);
        try
        {
            var drawn = await redraw.RedrawAsync(bytes, header, LongestSide, cancellationToken);
            return new AttachmentContent(drawn.Bytes, drawn.MediaType, drawn.Width, drawn.Height);
        }
        catch (RefusalException refusal) when (refusal.Code == "browser.unavailable")
        {
            throw new RefusalException("attachments.no-browser", $"Pictures are taken in by the jailed browser, and there is none on this server. {refusal.Message}", RefusalKind.Unavailable);
        }
        catch (RefusalException refusal) when (refusal.Code == "picture.damaged")
        {
            throw new RefusalException("attachments.damaged", $"{name}: {refusal.Message}");
        }
    }

    public ModelPart Show(Attachment attachment) => new ModelPart.Picture(attachment.Blob, attachment.MediaType);

    /// <summary>The refusal of too many bytes, which need not all have come for it.</summary>
    public static RefusalException TooLarge(string name) => new("attachments.too-large", $"{name} is larger than 10 MB. Make it smaller and attach it again.", RefusalKind.TooLarge);
}
