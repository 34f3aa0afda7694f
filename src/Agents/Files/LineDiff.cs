using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Vitrine.Agents.Files;

/// <summary>Compares texts line by line. Lines end at <c>\n</c> alone, as files of apps have them.</summary>
internal static class LineDiff
{
    public static DiffResult Between(string before, string after)
        => Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, new CustomFunctionChunker(text => text.Split('\n')));
}
