using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Writes at a published app what a change of the semantic layer broke, for background work that has been allowed already.</summary>
public sealed class FlagApp(IDbContextFactory<VitrineDatabase> databases)
{
    /// <summary>Sets or clears the flag, as long as that version is still the published one.</summary>
    /// <param name="organizationId">Whose app.</param>
    /// <param name="appId">The app.</param>
    /// <param name="number">The version that was looked at.</param>
    /// <param name="broken">One sentence for each thing that broke; empty clears the flag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task HandleAsync(Guid organizationId, Guid appId, int number, IReadOnlyList<string> broken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        var text = broken.Count == 0 ? null : JsonSerializer.Serialize(broken);
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        await database.Set<AppRow>()
            .Where(app => app.Id == appId && app.PublishedVersion == number)
            .ExecuteUpdateAsync(app => app.SetProperty(row => row.Broken, text), cancellationToken);
    }
}
