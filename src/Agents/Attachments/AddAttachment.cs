using Vitrine.Access;
using Vitrine.Agents.Turns;

namespace Vitrine.Agents.Attachments;

/// <summary>Takes in what somebody wants to send along with a prompt. It waits for a day, for this person and this project alone.</summary>
public sealed class AddAttachment
{
    private readonly AccessGuard guard;
    private readonly TurnAccess access;
    private readonly DataAppsSwitch dataApps;
    private readonly AttachmentKinds kinds;
    private readonly AttachmentTray tray;

    internal AddAttachment(AccessGuard guard, TurnAccess access, DataAppsSwitch dataApps, AttachmentKinds kinds, AttachmentTray tray)
        => (this.guard, this.access, this.dataApps, this.kinds, this.tray) = (guard, access, dataApps, kinds, tray);

    /// <summary>Something that waits to be sent.</summary>
    /// <param name="Id">What a prompt calls it by.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">The name of its file, made fit to be shown.</param>
    /// <param name="MediaType">What it is kept as.</param>
    /// <param name="Width">In pixels, as it is kept.</param>
    /// <param name="Height">In pixels, as it is kept.</param>
    /// <param name="Size">In bytes, as it is kept.</param>
    /// <param name="Expires">When it goes by itself.</param>
    public sealed record Waiting(Guid Id, string Kind, string Name, string MediaType, int Width, int Height, int Size, DateTimeOffset Expires);

    /// <summary>Whether this person may attach something to the first prompt of a new app; refuses if not.</summary>
    public async Task RequireForProjectAsync(Guid projectId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        dataApps.Require();
        await guard.RequireAsync(principal, AccessAction.CreateDataApp, new ProjectSubject(principal.OrganizationId, projectId), cancellationToken);
    }

    /// <summary>Whether this person may attach something to a prompt of this app; refuses if not. The project of the app.</summary>
    public async Task<Guid> RequireForAppAsync(Guid appId, Principal principal, CancellationToken cancellationToken)
        => (await access.RequireAppAsync(appId, principal, cancellationToken)).ProjectId;

    /// <summary>Bytes that one of this kind may have, or a refusal of the kind.</summary>
    public int LargestUpload(string? kind) => kinds.Find(kind).LargestUpload;

    /// <summary>Takes it in, or refuses with a sentence that names it. The caller has asked whether this person may.</summary>
    /// <param name="projectId">For whose prompts.</param>
    /// <param name="kind">What it is said to be; null for an image.</param>
    /// <param name="name">The name of its file.</param>
    /// <param name="bytes">Its bytes, which alone decide.</param>
    /// <param name="principal">Who gives it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Waiting> HandleAsync(Guid projectId, string? kind, string? name, ReadOnlyMemory<byte> bytes, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var taken = kinds.Find(kind);
        var shown = AttachmentName.Clean(name);
        var row = await tray.AddAsync(projectId, taken, shown, await taken.TakeAsync(shown, bytes, cancellationToken), principal, cancellationToken);
        return new Waiting(row.Id, row.Kind, row.Name, row.MediaType, row.Width, row.Height, row.Content.Length, row.Expires);
    }
}
