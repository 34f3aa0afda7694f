namespace Vitrine.Primitives;

/// <summary>Finds the known names that somebody who wrote an unknown one probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The known names nearest to <paramref name="written"/>, best first; empty when nothing is near.
    /// Near means an edit distance of at most a third of the length (at least 2), or one containing the other.
    /// </summary>
    public static IReadOnlyList<string> Find(string written, IEnumerable<string> known, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(known);
        var allowed = Math.Max(2, written.Length / 3);
        return [.. known
            .Select(name => (Name: name, Distance: Score(written, name, allowed)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => Math.Abs(candidate.Name.Length - written.Length))
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>A hint sentence such as <c>Did you mean orders.revenue?</c>, or null when nothing is near.</summary>
    public static string? Hint(string written, IEnumerable<string> known)
    {
        var near = Find(written, known);
        return near.Count == 0 ? null : $"Did you mean {string.Join(" or ", near)}?";
    }

    private static int Score(string written, string name, int allowed)
    {
        if (string.Equals(written, name, StringComparison.OrdinalIgnoreCase)) return 0;
        if (written.Length >= 4 && name.Contains(written, StringComparison.OrdinalIgnoreCase)) return 1;
        if (Math.Abs(written.Length - name.Length) > allowed) return int.MaxValue;
        return EditDistance.Between(written.ToUpperInvariant(), name.ToUpperInvariant());
    }
}
