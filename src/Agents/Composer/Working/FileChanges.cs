using Vitrine.Agents.Composer.Writing;

namespace Vitrine.Agents.Composer.Working;

/// <summary>What has to be written so that files that follow one plan follow another, without touching what a person changed.</summary>
internal sealed record FileChanges
{
    /// <summary>Path and new text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Writes { get; init; } = [];

    public IReadOnlyList<string> Deletes { get; init; } = [];

    /// <summary>Files that a person changed in the very place, so that they stay as they are.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Files that hold the change of a person and that of the plan.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>Whether the app can work: contracts and page could be brought along.</summary>
    public bool IsPossible => !Kept.Contains(AppWriter.QueriesPath) && !Kept.Contains(AppWriter.AppPath);

    /// <param name="before">What the old plan generates; empty for a new app.</param>
    /// <param name="after">What the new plan generates.</param>
    /// <param name="current">The files as they are.</param>
    public static FileChanges Between(IReadOnlyDictionary<string, string> before, IReadOnlyList<KeyValuePair<string, string>> after, IReadOnlyDictionary<string, string> current)
    {
        var (writes, deletes, kept, merged) = (new List<KeyValuePair<string, string>>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var (path, text) in after)
        {
            var mine = current.GetValueOrDefault(path);
            var origin = before.GetValueOrDefault(path);
            if (mine == text || (origin == text && mine is not null)) continue;
            if (mine is null || origin is null || mine == origin)
            {
                writes.Add(new(path, text));
            }
            else if (ThreeWayMerge.Merge(origin, mine, text) is { } both)
            {
                writes.Add(new(path, both));
                merged.Add(path);
            }
            else
            {
                kept.Add(path);
            }
        }

        foreach (var (path, origin) in before.Where(file => after.All(other => other.Key != file.Key)))
        {
            if (!current.TryGetValue(path, out var mine)) continue;
            if (mine == origin) deletes.Add(path);
            else kept.Add(path);
        }

        return new FileChanges { Writes = writes, Deletes = deletes, Kept = kept, Merged = merged };
    }
}
