using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Storage;

namespace Vitrine.Agents.Attachments;

/// <summary>Shows attachments: those that wait, to whoever gave them; those of a turn, to editors of its app who see the same data as whoever prompted.</summary>
public sealed class FindAttachment
{
    private readonly TurnAccess access;
    private readonly AttachmentTray tray;
    private readonly IObjectStore objects;

    internal FindAttachment(TurnAccess access, AttachmentTray tray, IObjectStore objects) => (this.access, this.tray, this.objects) = (access, tray, objects);

    /// <summary>What is shown.</summary>
    public sealed record Content(byte[] Bytes, string MediaType);

    /// <summary>One that waits, or a refusal (404) for everybody but who gave it.</summary>
    public async Task<Content> HandleAsync(Guid id, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var row = await tray.RequireAsync(id, principal, cancellationToken);
        return new Content(row.Content, row.MediaType);
    }

    /// <summary>One of a turn, or a refusal (404).</summary>
    public async Task<Content> HandleAsync(Guid turnId, string blob, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        var attachment = turn.Fingerprint == principal.AttributesFingerprint ? turn.ReadAttachments().FirstOrDefault(one => one.Blob == blob) : null;
        if (attachment is null || await objects.FindAsync(new BlobHash(attachment.Blob), cancellationToken) is not { } bytes) throw AccessGuard.NotFound();
        return new Content(bytes, attachment.MediaType);
    }

    /// <summary>Takes back one that waits, or refuses (404).</summary>
    public async Task RemoveAsync(Guid id, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!await tray.RemoveAsync(id, principal, cancellationToken)) throw AccessGuard.NotFound();
    }
}
