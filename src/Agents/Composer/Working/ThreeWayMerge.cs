using Vitrine.Agents.Files;

namespace Vitrine.Agents.Composer.Working;

/// <summary>
/// Brings two changes of one text together, line by line: what a person changed stays, what the plan changed comes in, and where both changed the same lines
/// there is no answer.
/// </summary>
internal static class ThreeWayMerge
{
    /// <summary>Longer files are nobody's generated component.</summary>
    private const int MostLines = 3_000;

    /// <summary>The merged text, or null where both changed the same place.</summary>
    public static string? Merge(string origin, string mine, string theirs)
    {
        var (o, a, b) = (origin.Split('\n'), mine.Split('\n'), theirs.Split('\n'));
        if (o.Length > MostLines || a.Length > MostLines || b.Length > MostLines) return null;
        var (toA, toB) = (Match(origin, mine), Match(origin, theirs));
        var merged = new List<string>();
        int atO = 0, atA = 0, atB = 0;
        while (atO <= o.Length)
        {
            // The next line of the origin that both kept ends a stretch of changes.
            var next = atO;
            while (next < o.Length && (toA[next] < 0 || toB[next] < 0)) next++;
            var (endA, endB) = next < o.Length ? (toA[next], toB[next]) : (a.Length, b.Length);
            if (Choose(o[atO..next], a[atA..endA], b[atB..endB]) is not { } chosen) return null;
            merged.AddRange(chosen);
            if (next >= o.Length) break;
            merged.Add(o[next]);
            (atO, atA, atB) = (next + 1, endA + 1, endB + 1);
        }

        return string.Join('\n', merged);
    }

    private static string[]? Choose(string[] origin, string[] mine, string[] theirs)
    {
        if (theirs.AsSpan().SequenceEqual(origin) || mine.AsSpan().SequenceEqual(theirs)) return mine;
        return mine.AsSpan().SequenceEqual(origin) ? theirs : null;
    }

    /// <summary>For each line of the origin the place of the same line in the other text, or -1.</summary>
    private static int[] Match(string origin, string other)
    {
        // A text without a letter has one line, and no piece.
        if (origin.Length == 0) return [-1];
        var diff = LineDiff.Between(origin, other);
        var matches = new int[diff.PiecesOld.Count];
        var (at, there) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            while (at < block.DeleteStartA) matches[at++] = there++;
            for (var gone = 0; gone < block.DeleteCountA; gone++) matches[at++] = -1;
            there += block.InsertCountB;
        }

        while (at < matches.Length) matches[at++] = there++;
        return matches;
    }
}
