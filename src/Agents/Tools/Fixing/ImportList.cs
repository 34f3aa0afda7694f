using System.Text.RegularExpressions;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>The imports of names in braces in a file.</summary>
internal static partial class ImportList
{
    /// <summary>One of them.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Length">How long it is, its line break included.</param>
    /// <param name="IsType">Whether it is <c>import type</c>.</param>
    /// <param name="Names">As they are written, such as <c>a as b</c> or <c>type C</c>.</param>
    /// <param name="From">The module.</param>
    public sealed record Entry(int Start, int Length, bool IsType, IReadOnlyList<string> Names, string From)
    {
        /// <summary>As it is written.</summary>
        public string Text => $"import {(IsType ? "type " : "")}{{ {string.Join(", ", Names)} }} from \"{From}\";\n";
    }

    public static IReadOnlyList<Entry> Of(string text)
        => [.. Statement().Matches(text).Select(match => new Entry(
            match.Index, match.Length, match.Groups["type"].Success, [.. match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], match.Groups["from"].Value))];

    /// <summary>The name by which the file knows what it imports.</summary>
    public static string Local(string name) => name.Split(" as ")[^1].Trim() is var local && local.StartsWith("type ", StringComparison.Ordinal) ? local[5..].Trim() : local;

    /// <summary>The text with another list in an entry's place; none where it is empty.</summary>
    public static string With(string text, Entry entry, IReadOnlyList<string> names)
        => string.Concat(text.AsSpan(0, entry.Start), names.Count == 0 ? "" : (entry with { Names = names }).Text, text.AsSpan(entry.Start + entry.Length));

    /// <summary>The text with one more import: beside others of its module, else in a line of its own at the top.</summary>
    public static string Add(string text, string name, string from)
    {
        if (Of(text).FirstOrDefault(entry => entry.From == from && !entry.IsType) is not { } entry) return $"import {{ {name} }} from \"{from}\";\n{text}";
        return entry.Names.Any(known => Local(known) == name) ? text : With(text, entry, [.. entry.Names.Append(name).Order(StringComparer.Ordinal)]);
    }

    [GeneratedRegex(@"^import[ \t]+(?<type>type[ \t]+)?\{(?<names>[^{}]*)\}[ \t]+from[ \t]+[""'](?<from>[^""'\n]+)[""'];?[ \t]*\r?\n?", RegexOptions.Multiline)]
    private static partial Regex Statement();
}
