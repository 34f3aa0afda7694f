using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Apps;
using Vitrine.Builds.Register;
using Vitrine.Ledger.Prices;
using Vitrine.Projects;
using Vitrine.Storage;

namespace Vitrine.Builds;

/// <summary>Shows administrators which sandboxes there are, on all servers.</summary>
public sealed class ListSandboxes
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly SandboxSight sight;
    private readonly SandboxPrices prices;
    private readonly ListProjects projects;
    private readonly ListPeople people;
    private readonly NameApps apps;
    private readonly TimeProvider clock;

    internal ListSandboxes(IDbContextFactory<VitrineDatabase> databases, SandboxSight sight, SandboxPrices prices, ListProjects projects, ListPeople people, NameApps apps, TimeProvider clock)
        => (this.databases, this.sight, this.prices, this.projects, this.people, this.apps, this.clock) = (databases, sight, prices, projects, people, apps, clock);

    /// <summary>Those of the organization and those that nobody has claimed, what works first; or a refusal for people who do not manage the organization.</summary>
    public async Task<IReadOnlyList<SandboxRecord>> HandleAsync(Principal principal, CancellationToken cancellationToken)
    {
        var mayBeSeen = await sight.RequireAsync(principal, cancellationToken);
        var now = clock.GetUtcNow();
        var lost = now - SandboxReports.Lost;
        List<SandboxRow> rows;
        await using (var database = await databases.CreateDbContextAsync(cancellationToken)) rows = await database.Set<SandboxRow>().AsNoTracking().Where(mayBeSeen).Where(row => row.Seen >= lost).ToListAsync(cancellationToken);
        var knownProjects = rows.Exists(row => row.ProjectId is not null) ? (await projects.HandleAsync(principal, cancellationToken)).ToDictionary(one => one.Id, one => new SandboxRecord.Named(one.Id, one.Name, one.Slug)) : [];
        var knownPeople = rows.Exists(row => row.PersonId is not null) ? (await people.HandleAsync(principal, cancellationToken)).ToDictionary(one => one.Id, one => new SandboxRecord.Named(one.Id, one.Name, null)) : [];
        var knownApps = (await apps.HandleAsync([.. rows.Select(row => row.AppId).OfType<Guid>().Distinct()], principal, cancellationToken)).ToDictionary(one => one.Key, one => new SandboxRecord.Named(one.Key, one.Value.Name, one.Value.Slug));

        return [.. rows.OrderBy(row => Place(row.State)).ThenByDescending(row => row.Since).ThenBy(row => row.Id).Select(row => new SandboxRecord(
            row.Id, row.SandboxId, row.Provider, row.Machine, row.State, row.Made, row.Since, row.Cpus, row.MemoryBytes,
            prices.Of(row.Provider, row.Cpus, row.MemoryBytes, TimeSpan.FromMilliseconds(row.Worked) + (row.RunsSince is { } since && since < now ? now - since : TimeSpan.Zero)),
            Of(knownProjects, row.ProjectId), Of(knownApps, row.AppId), Of(knownPeople, row.PersonId), row.TurnId))];
    }

    private static SandboxRecord.Named? Of(Dictionary<Guid, SandboxRecord.Named> known, Guid? id) => id is { } asked ? known.GetValueOrDefault(asked) : null;

    private static int Place(SandboxState state) => state switch
    {
        SandboxState.Running => 0,
        SandboxState.Paused => 1,
        SandboxState.Starting => 2,
        SandboxState.Ready => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
