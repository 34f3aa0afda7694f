using Vitrine.Agents.Files;
using Vitrine.Agents.Turns;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;

namespace Vitrine.Agents.Tools;

/// <summary>The files of a turn. They live here, in the server; a sandbox gets them when it is to build, and may vanish without loss.</summary>
/// <param name="source">What the turn begins with.</param>
/// <param name="tell">Told of each change, as an event.</param>
internal sealed class AppFiles(AppSource source, Func<string, object, CancellationToken, Task> tell)
{
    private const int LinesAround = 3;

    public AppSource Source { get; private set; } = source;

    /// <summary>Raised by each change: equal numbers mean equal files.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<string> List() => [.. Source.Files.Keys];

    public string? Find(string path) => Source.Files.GetValueOrDefault(Normal(path));

    public string Require(string path)
        => Find(path) ?? throw new RefusalException(
            "tools.unknown-file", $"There is no file {Short(path)}. {NearestName.Hint(Normal(path), List()) ?? "list_files shows what there is."}", RefusalKind.NotFound);

    public Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        path = Normal(path);
        text = Clean(text);
        var before = Find(path);
        if (before == text) return Task.CompletedTask;
        Replace(Source.With(path, text));
        return TellAsync(path, "written", before, text, cancellationToken);
    }

    public Task EditAsync(string path, IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        path = Normal(path);
        var before = Require(path);
        var text = before;
        for (var index = 0; index < edits.Count; index++) text = Apply(path, text, edits[index], edits.Count == 1 ? "The text to replace" : $"The text of edit {index + 1}");
        if (text == before) return Task.CompletedTask;
        Replace(Source.With(path, text));
        return TellAsync(path, "edited", before, text, cancellationToken);
    }

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        path = Normal(path);
        if (Find(path) is not { } before) return Task.CompletedTask;
        Replace(Source.Without(path));
        return TellAsync(path, "deleted", before, "", cancellationToken);
    }

    public static int Lines(string text) => text.Length == 0 ? 0 : text.AsSpan().Count('\n') + (text[^1] == '\n' ? 0 : 1);

    /// <summary>The text as files hold it: lines end as on Unix, and no byte order mark stands before the first, where no parser of YAML looks for one.</summary>
    public static string Clean(string text) => Breaks(text.StartsWith('\uFEFF') ? text[1..] : text);

    // Nothing else that Unicode takes for the end of a line: inside of a text of JavaScript these are letters like others.
    private static string Breaks(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string Apply(string path, string text, FileEdit edit, string what)
    {
        var old = Breaks(edit.Old);
        if (old.Length == 0) throw new RefusalException("tools.empty-edit", $"{what} is empty. Use write_file for a whole file.");
        var first = text.IndexOf(old, StringComparison.Ordinal);
        if (first < 0) throw new RefusalException("tools.edit-misses", $"{what} does not stand in {path}; nothing was changed. {Nearest(text, old)}");
        if (text.IndexOf(old, first + 1, StringComparison.Ordinal) >= 0)
        {
            var lines = Places(text, old);
            throw new RefusalException("tools.edit-is-ambiguous", $"{what} stands in {path} {lines.Count} times (lines {string.Join(", ", lines.Distinct().Take(8))}{(lines.Distinct().Count() > 8 ? ", …" : "")}); nothing was changed. Add lines before or after it.");
        }

        return string.Concat(text.AsSpan(0, first), Breaks(edit.New), text.AsSpan(first + old.Length));
    }

    private static List<int> Places(string text, string old)
    {
        var lines = new List<int>();
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal)) lines.Add(text.AsSpan(0, at).Count('\n') + 1);
        return lines;
    }

    // The lines that look most like what was meant, so that the next edit can copy them.
    private static string Nearest(string text, string old)
    {
        var wanted = old.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        if (wanted is null) return "";
        var lines = text.Split('\n');
        var best = lines
            .Select((line, index) => (index, distance: Distance(line.Trim(), wanted)))
            .MinBy(line => line.distance);
        if (best.distance > Math.Max(3, wanted.Length / 2)) return "Read the file again.";
        var from = Math.Max(0, best.index - LinesAround);
        var until = Math.Min(lines.Length, best.index + LinesAround + 1);
        return $"The nearest lines are:\n{string.Join('\n', lines[from..until].Select((line, offset) => $"{from + offset + 1}: {Cut(line)}"))}";
    }

    private static int Distance(string line, string wanted)
    {
        if (line == wanted) return 0;
        if (line.Length == 0 || Math.Abs(line.Length - wanted.Length) > wanted.Length) return int.MaxValue;
        return EditDistance.Between(line.AsSpan(0, Math.Min(line.Length, 200)), wanted.AsSpan(0, Math.Min(wanted.Length, 200)));
    }

    private static string Cut(string line) => line.Length <= 200 ? line : line[..200] + "…";

    private static string Short(string path) => path.Length <= 120 ? path : path[..120] + "…";

    /// <summary>The path as it is kept: models write ./src/App.tsx and /src/App.tsx as well.</summary>
    public static string Normal(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.StartsWith("/src/", StringComparison.Ordinal) ? path[1..] : path;

    /// <summary>The files as another server left them.</summary>
    public void Restore(AppSource files)
    {
        if (!files.Equals(Source)) Replace(files);
    }

    private void Replace(AppSource next)
    {
        Source = next;
        Revision++;
    }

    private Task TellAsync(string path, string change, string? before, string text, CancellationToken cancellationToken)
    {
        var diff = FileDiff.Between(before ?? "", text);
        return tell(TurnEventKinds.File, new { path, change, lines = Lines(text), added = diff.Added, removed = diff.Removed, diff = diff.Text }, cancellationToken);
    }
}
