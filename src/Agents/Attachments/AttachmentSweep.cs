using Vitrine.Jobs;

namespace Vitrine.Agents.Attachments;

/// <summary>Deletes attachments that nobody sent in time.</summary>
internal sealed class AttachmentSweep(AttachmentTray tray) : IJobSweep
{
    public Task SweepAsync(CancellationToken cancellationToken) => tray.ExpireAsync(cancellationToken);
}
