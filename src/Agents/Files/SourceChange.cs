namespace Vitrine.Agents.Files;

/// <summary>What became of one file between two versions of an app.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">Whether it came, changed or went.</param>
/// <param name="Added">Lines that are new.</param>
/// <param name="Removed">Lines that are gone.</param>
/// <param name="Diff">The change as a unified diff without the names of the files; null when it is too long to be looked at.</param>
public sealed record SourceChange(string Path, SourceChangeKind Kind, int Added, int Removed, string? Diff)
{
    // An app's file has a few hundred lines; whoever compares versions wants to see all of them.
    private const int MostLines = 4_000;
    private const int MostBytes = 256 << 10;

    /// <summary>The files that differ, by path.</summary>
    /// <param name="before">Texts by path; empty for nothing.</param>
    /// <param name="after">Texts by path.</param>
    public static IReadOnlyList<SourceChange> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<SourceChange>();
        foreach (var path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.GetValueOrDefault(path), after.GetValueOrDefault(path));
            if (was == now) continue;
            var diff = FileDiff.Between(was ?? "", now ?? "", MostLines, MostBytes);
            changes.Add(new SourceChange(path, was is null ? SourceChangeKind.Added : now is null ? SourceChangeKind.Removed : SourceChangeKind.Changed, diff.Added, diff.Removed, diff.Text));
        }

        return changes;
    }
}
