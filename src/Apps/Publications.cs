using Microsoft.EntityFrameworkCore;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>What handlers share about the history of publishing.</summary>
internal static class Publications
{
    /// <summary>How long a replaced version is still served: pages stay open.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public static Task EndAsync(VitrineDatabase database, Guid appId, DateTimeOffset now, CancellationToken cancellationToken)
        => database.Set<PublicationRow>().Where(row => row.AppId == appId && row.ReplacedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(publication => publication.ReplacedAt, (DateTimeOffset?)now), cancellationToken);
}
