using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>
/// Keeps rows of versions that were asked for lately: they never change, and each question of an open app needs one. Whoever asks has read the app's own row and decided about it.
/// </summary>
internal sealed class VersionCache
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<(Guid App, int Number), VersionRow> rows = new();

    public async Task<VersionRow?> FindAsync(VitrineDatabase database, Guid appId, int number, CancellationToken cancellationToken)
    {
        if (rows.TryGetValue((appId, number), out var known)) return known;
        var row = await database.Set<VersionRow>().AsNoTracking().FirstOrDefaultAsync(one => one.AppId == appId && one.Number == number, cancellationToken);
        if (row is null) return null;
        if (rows.Count >= Most) rows.Clear();
        return rows[(appId, number)] = row;
    }
}
