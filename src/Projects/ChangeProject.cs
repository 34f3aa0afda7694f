using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Projects.Connections;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>Changes a project's name, connection or settings, or says that its data has changed.</summary>
public sealed class ChangeProject
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AccessGuard guard;
    private readonly ConnectionVault vault;

    internal ChangeProject(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, ConnectionVault vault)
        => (this.databases, this.guard, this.vault) = (databases, guard, vault);

    /// <summary>What is to change; what is absent stays.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="Name">Its new name.</param>
    /// <param name="Connection">Its new warehouse.</param>
    /// <param name="Settings">Its new settings, made from those that are there.</param>
    /// <param name="Refresh">Whether the data has changed, so that cached answers no longer do.</param>
    public sealed record Request(Guid ProjectId, string? Name = null, WarehouseConnection? Connection = null, Func<ProjectSettings, ProjectSettings>? Settings = null, bool Refresh = false);

    /// <summary>Changes it, or refuses: unknown, not allowed, or changed by somebody else meanwhile.</summary>
    public async Task<ProjectRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = await database.Set<ProjectRow>().FirstOrDefaultAsync(project => project.Id == request.ProjectId && project.OrganizationId == principal.OrganizationId, cancellationToken)
            ?? throw ProjectRefusals.Unknown();
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(row.OrganizationId, row.Id), cancellationToken);
        var present = ProjectJson.ReadSettings(row.Settings);
        var settings = request.Settings?.Invoke(present) ?? present;
        ProjectRules.Check(request.Name ?? row.Name, settings);
        if (request.Connection is { } given)
        {
            var connection = vault.Completed(given, row);
            await ProjectRules.CheckConnectionAsync(connection, cancellationToken);
            (row.WarehouseKind, row.Warehouse, row.WarehousePassword) = (connection.Kind, ConnectionVault.Write(connection), vault.Protect(connection));
        }

        if (request.Name is { } name) row.Name = name.Trim();
        if (request.Settings is not null) row.Settings = ProjectJson.Write(settings);
        if (request.Refresh) row.RefreshCounter++;
        row.Revision++;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ProjectRefusals.Changed();
        }

        return row.ToRecord(mayChange: true);
    }
}
