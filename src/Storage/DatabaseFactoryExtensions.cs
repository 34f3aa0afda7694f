using Microsoft.EntityFrameworkCore;

namespace Vitrine.Storage;

/// <summary>Opens the database for an organization.</summary>
public static class DatabaseFactoryExtensions
{
    /// <summary>A context whose queries are held to this organization.</summary>
    public static async Task<VitrineDatabase> OpenAsync(this IDbContextFactory<VitrineDatabase> databases, Guid organizationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(databases);
        var database = await databases.CreateDbContextAsync(cancellationToken);
        database.OrganizationId = organizationId;
        return database;
    }
}
