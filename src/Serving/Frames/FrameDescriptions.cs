using Microsoft.AspNetCore.Http;
using Vitrine.Serving.Bridge;
using Vitrine.Serving.Documents;

namespace Vitrine.Serving.Frames;

/// <summary>Describes frames: for pages that the server renders, and for the host script when it loads a frame again.</summary>
public sealed class FrameDescriptions(FrameTokens tokens, IDocumentStore documents, ServingOptions options)
{
    /// <summary>A description with a fresh token. Whoever asks has opened the version for the person who looks.</summary>
    public async Task<FrameDescription> DescribeAsync(OpenVersion version, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(request);
        var document = await documents.FindAsync(version.Ticket.Bundle, cancellationToken);
        var path = $"/run/{tokens.Issue(version.Ticket)}/";
        return new FrameDescription(
            options.PreviewOrigin is null ? path : options.FrameOrigin(request) + path,
            version.AppName,
            version.Ticket.VersionNumber,
            version.TimeZone,
            document?.Prefetch ?? []);
    }
}
