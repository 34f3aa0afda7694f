using System.Globalization;
using System.Text;
using DiffPlex.Model;

namespace Vitrine.Agents.Files;

/// <summary>What a change did to a file.</summary>
/// <param name="Added">Lines that are new.</param>
/// <param name="Removed">Lines that are gone.</param>
/// <param name="Text">
/// The change as a unified diff without the names of the files: stretches that begin with <c>@@ -3,4 +3,5 @@</c>, and in them lines that begin with a blank, <c>-</c> or <c>+</c>. Null when it is too long to be looked at, or
/// when the files are.
/// </param>
internal sealed record FileDiff(int Added, int Removed, string? Text)
{
    // What people look at in passing; the whole file stands in its version.
    private const int MostLines = 200;
    private const int MostBytes = 16 << 10;

    // Lines before and after a change, so that its place is known.
    private const int Around = 2;

    // A line of source has a tenth of it.
    private const int LongestLine = 400;

    // Comparing takes time that grows with both; nobody writes such files by hand.
    private const int MostCompared = 20_000;

    /// <summary>Compares two texts.</summary>
    /// <param name="before">The file as it was; empty for none.</param>
    /// <param name="after">The file as it is; empty for none.</param>
    /// <param name="mostLines">More lines that came and went than these are only counted.</param>
    /// <param name="mostBytes">A diff of more bytes of UTF-8 is not told.</param>
    public static FileDiff Between(string before, string after, int mostLines = MostLines, int mostBytes = MostBytes)
    {
        var (old, now) = (Lines(before), Lines(after));
        var (left, right) = (Unended(before), Unended(after));
        if (left.Length == 0 || right.Length == 0 || old.Length + now.Length > MostCompared) return Whole(old, now, mostLines, mostBytes);
        var diff = LineDiff.Between(left, right);
        var (added, removed) = (diff.DiffBlocks.Sum(block => block.InsertCountB), diff.DiffBlocks.Sum(block => block.DeleteCountA));
        return new FileDiff(added, removed, added + removed > mostLines ? null : Bounded(Write(diff), mostBytes));
    }

    /// <summary>A file that came to be, or is no more; or two that are too long to be compared.</summary>
    private static FileDiff Whole(string[] old, string[] now, int mostLines, int mostBytes)
    {
        if (old.Length + now.Length > mostLines) return new FileDiff(now.Length, old.Length, null);
        var text = new StringBuilder();
        Head(text, old.Length == 0 ? 0 : 1, old.Length, now.Length == 0 ? 0 : 1, now.Length);
        foreach (var line in old) Line(text, '-', line);
        foreach (var line in now) Line(text, '+', line);
        return new FileDiff(now.Length, old.Length, Bounded(text, mostBytes));
    }

    private static StringBuilder Write(DiffResult diff)
    {
        var text = new StringBuilder();
        for (var first = 0; first < diff.DiffBlocks.Count;)
        {
            // Changes whose surroundings meet are one stretch.
            var last = first;
            while (last + 1 < diff.DiffBlocks.Count && diff.DiffBlocks[last + 1].DeleteStartA - EndOf(diff.DiffBlocks[last]) <= 2 * Around) last++;
            Stretch(text, diff, first, last);
            first = last + 1;
        }

        return text;
    }

    private static void Stretch(StringBuilder text, DiffResult diff, int first, int last)
    {
        var blocks = diff.DiffBlocks;
        var from = Math.Max(0, blocks[first].DeleteStartA - Around);
        var until = Math.Min(diff.PiecesOld.Count, EndOf(blocks[last]) + Around);
        var (added, removed) = (0, 0);
        for (var index = first; index <= last; index++) (added, removed) = (added + blocks[index].InsertCountB, removed + blocks[index].DeleteCountA);
        var fromNew = blocks[first].InsertStartB - (blocks[first].DeleteStartA - from);
        Head(text, from + 1, until - from, fromNew + 1, until - from - removed + added);
        var at = from;
        for (var index = first; index <= last; index++)
        {
            var block = blocks[index];
            while (at < block.DeleteStartA) Line(text, ' ', diff.PiecesOld[at++]);
            for (var gone = 0; gone < block.DeleteCountA; gone++) Line(text, '-', diff.PiecesOld[at++]);
            for (var made = 0; made < block.InsertCountB; made++) Line(text, '+', diff.PiecesNew[block.InsertStartB + made]);
        }

        while (at < until) Line(text, ' ', diff.PiecesOld[at++]);
    }

    private static int EndOf(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static void Head(StringBuilder text, int old, int olds, int now, int news)
        => text.Append(CultureInfo.InvariantCulture, $"@@ -{old},{olds} +{now},{news} @@\n");

    private static void Line(StringBuilder text, char sign, string line)
    {
        text.Append(sign);
        if (line.Length <= LongestLine) text.Append(line);
        else text.Append(line, 0, char.IsHighSurrogate(line[LongestLine - 1]) ? LongestLine - 1 : LongestLine).Append('…');
        text.Append('\n');
    }

    private static string? Bounded(StringBuilder text, int mostBytes)
    {
        if (text.Length > 0) text.Length--;
        var whole = text.ToString();
        return Encoding.UTF8.GetByteCount(whole) <= mostBytes ? whole : null;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : Unended(text).Split('\n');

    // Whether the last line ends with a break is no change to look at.
    private static string Unended(string text) => text.Length > 0 && text[^1] == '\n' ? text[..^1] : text;
}
