using System.Text.RegularExpressions;
using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>Imported names that stand nowhere else in the file. Only beside another repair: by itself an unused import hurts nobody.</summary>
internal sealed class UnusedImportFixer : ISourceFixer
{
    public (string Text, string Note)? Mend(string path, string text, IReadOnlyList<GateDiagnostic> findings, IReadOnlyDictionary<string, string> exports)
    {
        var mended = text;
        var names = new List<string>();
        foreach (var entry in ImportList.Of(text).Reverse())
        {
            var rest = string.Concat(text.AsSpan(0, entry.Start), text.AsSpan(entry.Start + entry.Length));
            var unused = entry.Names.Where(name => !Regex.IsMatch(rest, $@"\b{Regex.Escape(ImportList.Local(name))}\b", RegexOptions.CultureInvariant)).ToList();
            if (unused.Count == 0) continue;
            mended = ImportList.With(mended, entry, [.. entry.Names.Except(unused)]);
            names.AddRange(unused);
        }

        return mended == text ? null : (mended, $"{path}: removed the unused import of {string.Join(", ", names)}");
    }
}
