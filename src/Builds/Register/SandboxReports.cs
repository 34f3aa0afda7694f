using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Storage;

namespace Vitrine.Builds.Register;

/// <summary>
/// Writes the sandboxes of this process down, so that every server can list them, and ends those that somebody on another server wants ended. Beside the work, not in its way: what a page shows is a moment old.
/// </summary>
internal sealed class SandboxReports(
    SandboxRegister register, ISandboxProvider provider, IDbContextFactory<VitrineDatabase> databases, IServerNotices notices, TimeProvider clock, ILogger<SandboxReports> log) : BackgroundService
{
    /// <summary>Where a server says which sandbox of another one is to be ended.</summary>
    public const string Channel = "vitrine_sandboxes";

    /// <summary>Rows of a server that gave no sign of life for so long are those of one that was killed.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(30), Again = TimeSpan.FromSeconds(2);

    private readonly Guid self = Guid.CreateVersion7();
    private bool hasRows;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(async () =>
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database.Set<SandboxRow>().Where(row => row.Server == self).ExecuteDeleteAsync(cancellationToken);
        });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hearing = notices.HasOthers ? notices.HearAsync(Channel, Hear, stoppingToken) : Task.CompletedTask;
        var isWritten = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(register.Changed, Task.Delay(isWritten ? Sign : Again, clock, stoppingToken));
            if (!stoppingToken.IsCancellationRequested) isWritten = await TryAsync(() => WriteAsync(stoppingToken));
        }

        await hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Makes the rows of this process what the register says, and takes away those of servers that are gone.</summary>
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var present = register.List(entry => RowOf(entry, now)).ToDictionary(row => row.Id);
        if (present.Count == 0 && !hasRows) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // Where there can be no other server, what is not ours is of one that was killed.
        var (lost, isAlone) = (now - Lost, !notices.HasOthers);
        foreach (var row in await database.Set<SandboxRow>().Where(row => isAlone || row.Server == self || row.Seen < lost).ToListAsync(cancellationToken))
        {
            if (row.Server == self && present.Remove(row.Id, out var current)) Renew(row, current);
            else database.Remove(row);
            if (row.Server == self && row.IsKillAsked) Hear(row.Id.ToString());
        }

        database.AddRange(present.Values);
        await database.SaveChangesAsync(cancellationToken);
        hasRows = true;
    }

    private SandboxRow RowOf(SandboxEntry entry, DateTimeOffset now) => new()
    {
        Id = entry.Number,
        Server = self,
        Machine = Environment.MachineName,
        Provider = provider.Name,
        SandboxId = entry.SandboxId,
        State = entry.State,
        OrganizationId = entry.Owner?.OrganizationId,
        ProjectId = entry.Owner?.ProjectId,
        AppId = entry.Owner?.AppId,
        TurnId = entry.Owner?.TurnId,
        PersonId = entry.Owner?.PersonId,
        Made = entry.Made,
        Since = entry.Since,
        Worked = (long)entry.Worked.TotalMilliseconds,
        RunsSince = entry.RunsSince,
        Cpus = provider.Size.Cpus,
        MemoryBytes = provider.Size.MemoryBytes,
        Seen = now,
    };

    private static void Renew(SandboxRow row, SandboxRow current)
    {
        (row.SandboxId, row.State, row.Since, row.Seen) = (current.SandboxId, current.State, current.Since, current.Seen);
        (row.OrganizationId, row.ProjectId, row.AppId, row.TurnId, row.PersonId) = (current.OrganizationId, current.ProjectId, current.AppId, current.TurnId, current.PersonId);
        (row.Worked, row.RunsSince, row.Cpus, row.MemoryBytes) = (current.Worked, current.RunsSince, current.Cpus, current.MemoryBytes);
    }

    /// <summary>Ends one of ours; what others have is theirs to end.</summary>
    private void Hear(string text)
    {
        if (Guid.TryParse(text, out var number) && register.Find(number) is { } entry) _ = EndAsync(entry);
    }

    private async Task EndAsync(SandboxEntry entry)
    {
        try
        {
            await entry.End();
        }
        catch (RefusalException refusal)
        {
            log.LogWarning("Sandbox {Sandbox} was to be ended and could not be: {Reason}", entry.SandboxId, refusal.Message);
        }
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception cause) when (cause is DbException or DbUpdateException or RefusalException or OperationCanceledException)
        {
            // Only a list is old for a moment; what is wrong with the database, others say louder.
            log.LogDebug(cause, "The list of sandboxes could not be written");
            return false;
        }
    }
}
