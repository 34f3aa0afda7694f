using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Connections;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>Makes a project: a name, a warehouse and settings. Its semantic layer comes with the first ingest.</summary>
public sealed class CreateProject
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AccessGuard guard;
    private readonly ConnectionVault vault;
    private readonly TimeProvider clock;

    internal CreateProject(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, ConnectionVault vault, TimeProvider clock)
        => (this.databases, this.guard, this.vault, this.clock) = (databases, guard, vault, clock);

    /// <summary>What is asked for.</summary>
    /// <param name="Name">What people read; at most 200 characters.</param>
    /// <param name="Connection">How its data is reached. The warehouse is opened once to see that it answers.</param>
    /// <param name="Slug">Its name in addresses; made from the name when absent.</param>
    /// <param name="Settings">Its settings; UTC and the defaults when absent.</param>
    public sealed record Request(string Name, WarehouseConnection Connection, string? Slug = null, ProjectSettings? Settings = null);

    /// <summary>Makes it, or refuses: not allowed, a bad name or zone, a slug that is taken, a warehouse that does not answer.</summary>
    public async Task<ProjectRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManageProject, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        var settings = request.Settings ?? new ProjectSettings();
        ProjectRules.Check(request.Name, settings);
        await ProjectRules.CheckConnectionAsync(request.Connection, cancellationToken);

        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = new ProjectRow
        {
            Id = EntityId.New(clock),
            OrganizationId = principal.OrganizationId,
            Slug = await FreeSlugAsync(database, request, principal.OrganizationId, cancellationToken),
            Name = request.Name.Trim(),
            CreatedAt = clock.GetUtcNow(),
            WarehouseKind = request.Connection.Kind,
            Warehouse = ConnectionVault.Write(request.Connection),
            WarehousePassword = vault.Protect(request.Connection),
            Settings = ProjectJson.Write(settings),
        };
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row.ToRecord(mayChange: true);
    }

    private static async Task<string> FreeSlugAsync(VitrineDatabase database, Request request, Guid organizationId, CancellationToken cancellationToken)
    {
        var wanted = request.Slug ?? Slug.From(request.Name, "project");
        if (!ProjectSlug.IsValid(wanted))
            throw new RefusalException("projects.bad-slug", "A slug holds lower-case letters, digits and hyphens, at most 60.");
        var taken = await database.Set<ProjectRow>().AsNoTracking()
            .Where(project => project.OrganizationId == organizationId && project.Slug.StartsWith(wanted))
            .Select(project => project.Slug)
            .ToListAsync(cancellationToken);
        if (!taken.Contains(wanted)) return wanted;
        if (request.Slug is not null) throw new RefusalException("projects.slug-taken", $"There is a project {wanted} already. Choose another slug.", RefusalKind.Conflict);
        return Slug.Free(wanted, taken);
    }
}
