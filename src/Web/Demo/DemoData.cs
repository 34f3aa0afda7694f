using DuckDB.NET.Data;
using Vitrine.Storage;

namespace Vitrine.Web.Demo;

/// <summary>
/// The shop's data in a data folder: it ends on the day before it was made, and is made anew when a server starts on a later day. Only then: nothing is open, and no app changes under the eyes of
/// somebody who looks at it; a server that runs for a week shows the days that it was started with. Answers are cached by the file's time, so none of the old ones comes again.
/// </summary>
internal static class DemoData
{
    public static string FileIn(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Combine("demo", "shop.duckdb");
    }

    public static Task BuildAsync(DataFolder folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DemoWarehouse.BuildAsync(FileIn(folder), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1), cancellationToken);
    }

    /// <summary>Makes it anew when it is there and of an earlier day. What cannot be made anew stays: data of last week is better than none.</summary>
    /// <returns>Why it stays although it is old; null when all is well.</returns>
    public static async Task<string?> RenewAsync(DataFolder folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var file = new FileInfo(FileIn(folder));
        if (!file.Exists || file.LastWriteTimeUtc.Date >= clock.GetUtcNow().UtcDateTime.Date) return null;
        try
        {
            await BuildAsync(folder, clock, cancellationToken);
            return null;
        }
        catch (Exception cause) when (cause is DuckDBException or IOException or UnauthorizedAccessException)
        {
            return cause.Message;
        }
    }
}
