using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Access;
using Vitrine.Access.Audit;
using Vitrine.Access.People;
using Vitrine.Builds;
using Vitrine.Builds.Register;
using Vitrine.Integration.Agents;
using Vitrine.Storage;

namespace Vitrine.Integration.Builds;

/// <summary>Two servers over one database: each lists the sandboxes of both, ends those of the other by asking, and forgets those of a server that is gone.</summary>
public sealed class SandboxReportTests : IAsyncLifetime
{
    private readonly SandboxRegister register = new(TimeProvider.System), elsewhere = new(TimeProvider.System);
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private StateHost host = null!;
    private SandboxReports reports = null!;
    private Principal admin = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StateHost.StartAsync(null, services => services.AddSingleton<IModelPart, BuildsModelPart>(), TimeProvider.System);
        admin = await host.Get<SetUpOrganization>().HandleAsync(new("Shop", "ada@example.com", "Ada", "correct horse"), Stop);
        reports = new SandboxReports(register, new NamedSandboxes("local"), Databases, host.Get<IServerNotices>(), clock, NullLogger<SandboxReports>.Instance);
        await reports.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        reports.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_another_server_has_is_ended_by_asking_it()
    {
        var sandbox = new NotedSandbox();
        var entry = register.Open(sandbox);
        entry.End = async () =>
        {
            await sandbox.KillAsync(Stop);
            entry.Close();
        };
        await WrittenAsync(rows => rows.Count == 1);
        var killing = new KillSandbox(Databases, new SandboxSight(host.Get<AccessGuard>()), elsewhere, host.Get<IServerNotices>(), host.Get<AuditBook>(), TimeProvider.System).HandleAsync(entry.Number, admin, Stop);
        await WrittenAsync(rows => rows.TrueForAll(row => row.IsKillAsked));
        clock.Advance(TimeSpan.FromSeconds(31));
        await killing;
        await sandbox.Killed.WaitAsync(Stop);
    }

    [Fact]
    public async Task A_server_that_stops_takes_its_rows_along_and_one_that_was_killed_is_forgotten()
    {
        var lost = new SandboxRow
        {
            Id = Guid.CreateVersion7(),
            Server = Guid.CreateVersion7(),
            Machine = "gone",
            Provider = "local",
            SandboxId = "lost",
            State = SandboxState.Ready,
            Made = clock.GetUtcNow(),
            Since = clock.GetUtcNow(),
            Cpus = 1,
            MemoryBytes = 1,
            Seen = clock.GetUtcNow() - SandboxReports.Lost - TimeSpan.FromSeconds(1),
        };
        await using (var database = await host.OpenAsync())
        {
            database.Add(lost);
            await database.SaveChangesAsync(Stop);
        }

        var entry = register.Open(new NotedSandbox());
        await WrittenAsync(rows => rows is [var only] && only.Id == entry.Number);
        await reports.StopAsync(Stop);
        await WrittenAsync(rows => rows.Count == 0);
    }

    private IDbContextFactory<VitrineDatabase> Databases => host.Get<IDbContextFactory<VitrineDatabase>>();

    private async Task WrittenAsync(Predicate<List<SandboxRow>> isIt)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            await using var database = await host.OpenAsync();
            if (isIt(await database.Set<SandboxRow>().AsNoTracking().ToListAsync(Stop))) return;
        }
    }
}
