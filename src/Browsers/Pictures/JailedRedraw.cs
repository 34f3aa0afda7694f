using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Vitrine.Primitives;

namespace Vitrine.Browsers.Pictures;

/// <summary>
/// Draws in a page of the jailed browser: what a decoder can be talked into happens to a process without network and without a file of the host, and ends with it. One at a time, so that pictures never take
/// the pages that gates wait for.
/// </summary>
internal sealed class JailedRedraw(BrowserPool browsers, ILogger<JailedRedraw> log) : IPictureRedraw, IDisposable
{
    // A drawing or a screenshot is exact as a PNG and seldom larger; a photograph is, and loses nothing that a model sees as a JPEG.
    private const int LargestPng = 1_000_000;

    // Three times what a JPEG of the largest side has: what is more did not come from this script.
    private const int LargestResult = 4_000_000;

    // Forty million pixels take two to four seconds on a busy machine.
    private static readonly TimeSpan LongestDrawing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(40);

    private const string Script = """
        async ({ data, type, longest, largestPng }) => {
          const text = atob(data);
          const bytes = new Uint8Array(text.length);
          for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
          const image = await createImageBitmap(new Blob([bytes], { type }));
          const scale = Math.min(1, longest / Math.max(image.width, image.height));
          const canvas = document.createElement("canvas");
          canvas.width = Math.max(1, Math.round(image.width * scale));
          canvas.height = Math.max(1, Math.round(image.height * scale));
          const pen = canvas.getContext("2d");
          const draw = () => pen.drawImage(image, 0, 0, canvas.width, canvas.height);
          const encode = (form, quality) => new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("not encoded"))), form, quality));
          pen.imageSmoothingQuality = "high";
          draw();
          let blob = await encode("image/png");
          if (blob.size > largestPng) {
            pen.fillStyle = "white";
            pen.fillRect(0, 0, canvas.width, canvas.height);
            draw();
            blob = await encode("image/jpeg", 0.88);
          }
          const address = await new Promise((done, failed) => {
            const reader = new FileReader();
            reader.onload = () => done(reader.result);
            reader.onerror = () => failed(reader.error);
            reader.readAsDataURL(blob);
          });
          return address.slice(address.indexOf(",") + 1);
        }
        """;

    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task<RedrawnPicture> RedrawAsync(ReadOnlyMemory<byte> bytes, PictureHeader header, int longestSide, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);
        try
        {
            await turn.WaitAsync(patience.Token);
            try
            {
                await using var lease = await browsers.RentAsync(new BrowserView(), patience.Token);
                return Accept(await DrawAsync(lease, bytes, header, longestSide, cancellationToken), longestSide);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusalException("picture.busy", "The browser that takes in pictures has too much to do for the moment. Try again in a minute.", RefusalKind.Unavailable);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<byte[]> DrawAsync(BrowserLease lease, ReadOnlyMemory<byte> bytes, PictureHeader header, int longestSide, CancellationToken cancellationToken)
    {
        try
        {
            // There is no network either way; a page that asks for something is told no at once.
            await lease.Context.RouteAsync("**/*", route => route.AbortAsync());
            var drawn = await lease.Page.EvaluateAsync<string>(Script, new { data = Convert.ToBase64String(bytes.Span), type = header.MediaType, longest = longestSide, largestPng = LargestPng })
                .WaitAsync(LongestDrawing, cancellationToken);
            return Convert.FromBase64String(drawn.Length <= LargestResult * 4L / 3 + 4 ? drawn : throw Damaged());
        }
        catch (Exception cause) when (cause is PlaywrightException or TimeoutException or FormatException or JsonException)
        {
            // The decoder wants nothing of it, its process fell over, or it never came to an end: whoever gave it hears one thing.
            log.LogInformation("A picture ({Format}, {Width} × {Height}, {Bytes} bytes) was not drawn: {Reason}", header.Format, header.Width, header.Height, bytes.Length, cause.Message.Split('\n', 2)[0]);
            throw Damaged();
        }
    }

    /// <summary>What comes out is not believed: the page had been handed bytes of a stranger.</summary>
    private static RedrawnPicture Accept(byte[] drawn, int longestSide)
        => PictureHeader.Read(drawn) is { Format: PictureFormat.Png or PictureFormat.Jpeg } header && Math.Max(header.Width, header.Height) <= longestSide
            ? new RedrawnPicture(drawn, header.MediaType, header.Width, header.Height)
            : throw Damaged();

    private static RefusalException Damaged() => new("picture.damaged", "This picture cannot be read: it is damaged or not what its first bytes say. Save it anew, as PNG or JPEG, and try that.");
}
