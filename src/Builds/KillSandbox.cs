using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Builds.Register;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Builds;

/// <summary>Ends a sandbox, on whichever server it is. No work is lost: a turn in it goes on in another one.</summary>
public sealed class KillSandbox
{
    // A server hears at once where notices pass, and at its next sign of life otherwise.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35), Look = TimeSpan.FromMilliseconds(200);

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly SandboxSight sight;
    private readonly SandboxRegister register;
    private readonly IServerNotices notices;
    private readonly AuditBook audit;
    private readonly TimeProvider clock;

    internal KillSandbox(IDbContextFactory<VitrineDatabase> databases, SandboxSight sight, SandboxRegister register, IServerNotices notices, AuditBook audit, TimeProvider clock)
        => (this.databases, this.sight, this.register, this.notices, this.audit, this.clock) = (databases, sight, register, notices, audit, clock);

    /// <summary>When this returns it is ended.</summary>
    /// <exception cref="RefusalException"><c>sandbox.unknown</c> when it is not there any more, <c>sandbox.not-ended</c> when its server does not answer; that of its provider.</exception>
    public async Task HandleAsync(Guid id, Principal principal, CancellationToken cancellationToken)
    {
        var mayBeSeen = await sight.RequireAsync(principal, cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = database.Set<SandboxRow>().Where(mayBeSeen).Where(row => row.Id == id);
        var machine = await rows.Select(row => row.Machine).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RefusalException("sandbox.unknown", "There is no such sandbox any more. Look at the list again.", RefusalKind.NotFound);
        if (register.Find(id) is { } entry) await entry.End();
        else await AskAsync(rows, id, machine, cancellationToken);
        await rows.ExecuteDeleteAsync(cancellationToken);
        await audit.RecordAsync(principal, "kill", "sandbox", id, isAllowed: true, cancellationToken);
    }

    private async Task AskAsync(IQueryable<SandboxRow> rows, Guid id, string machine, CancellationToken cancellationToken)
    {
        await rows.ExecuteUpdateAsync(row => row.SetProperty(one => one.IsKillAsked, true), cancellationToken);
        await notices.SayAsync(SandboxReports.Channel, [id.ToString()], cancellationToken);
        for (var waited = clock.GetTimestamp(); await rows.AnyAsync(cancellationToken); await Task.Delay(Look, clock, cancellationToken))
        {
            if (clock.GetElapsedTime(waited) > Patience) throw new RefusalException("sandbox.not-ended", $"The server on {machine} has not ended it. It may have stopped: look again in a minute.", RefusalKind.Unavailable);
        }
    }
}
