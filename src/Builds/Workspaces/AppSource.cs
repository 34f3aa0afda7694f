using System.Collections.Immutable;
using System.Text;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Builds.Workspaces;

/// <summary>
/// The files of an app: text under <c>src/</c>, within the rules. It never changes; each change gives another one. What is generated
/// (<c>src/gen/</c>) and what the template owns (the entry) is not part of it.
/// </summary>
public sealed record AppSource
{
    private readonly ImmutableSortedDictionary<string, string> files;

    private AppSource(ImmutableSortedDictionary<string, string> files) => this.files = files;

    /// <summary>No file at all.</summary>
    public static AppSource Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Text by path, in the order of the paths.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>The text of <c>src/queries.yml</c>; empty when there is none.</summary>
    public string Contracts => files.GetValueOrDefault("src/queries.yml", "");

    /// <summary>The hash of all files: the name under which <see cref="SourceStore"/> keeps them.</summary>
    internal BlobHash Hash => new BundleManifest([.. files.Select(file => EntryOf(file.Key, Encoding.UTF8.GetBytes(file.Value)))]).Hash;

    /// <summary>The files of a new app.</summary>
    /// <exception cref="RefusalException"><c>template.unreadable</c>.</exception>
    public static AppSource Scaffold(AppTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var root = Path.Combine(template.ScaffoldFolder, "src");
        if (!Directory.Exists(root)) throw new RefusalException("template.unreadable", "The app template has no scaffold. Prepare it again with eng/prepare-template.sh.", RefusalKind.Unavailable);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Aggregate(Empty, (source, file) => source.With($"src/{Path.GetRelativePath(root, file)}", File.ReadAllText(file, Encoding.UTF8)));
    }

    /// <summary>An app of these files.</summary>
    /// <exception cref="RefusalException"><c>source.refused</c>.</exception>
    public static AppSource Of(IEnumerable<KeyValuePair<string, string>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Aggregate(Empty, (source, file) => source.With(file.Key, file.Value));
    }

    /// <summary>The same app with this file written.</summary>
    /// <exception cref="RefusalException"><c>source.refused</c> with what <see cref="Problem"/> says.</exception>
    public AppSource With(string path, string text)
        => Problem(path, text) is { } problem ? throw new RefusalException("source.refused", problem) : new AppSource(files.SetItem(path, text));

    /// <summary>The same app without this file; nothing happens when there is none.</summary>
    public AppSource Without(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return files.ContainsKey(path) ? new AppSource(files.Remove(path)) : this;
    }

    /// <summary>Why this file cannot be written, in a sentence for the person or the language model that wanted to; null when it can.</summary>
    public string? Problem(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        if (SourceRules.PathProblem(path) is { } wrongPath) return wrongPath;
        if (SourceRules.TextProblem(path, text) is { } wrongText) return wrongText;
        if (!files.ContainsKey(path) && files.Count >= SourceRules.MostFiles) return $"An app has at most {SourceRules.MostFiles} files.";
        // Names that differ in case alone are one file on some machines and two on others.
        if (files.Keys.FirstOrDefault(other => other != path && string.Equals(other, path, StringComparison.OrdinalIgnoreCase)) is { } twin) return $"There is {twin} already, which differs in case only.";
        if (files.Keys.FirstOrDefault(other => other.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(other + "/", StringComparison.Ordinal)) is { } inTheWay) return $"{inTheWay} is in the way: a path is a file or a folder.";
        var size = files.Where(file => file.Key != path).Sum(file => (long)SourceRules.Size(file.Value)) + SourceRules.Size(text);
        return size > SourceRules.MostBytes ? $"All files of an app together may have {SourceRules.MostBytes:N0} bytes." : null;
    }

    internal static BundleEntry EntryOf(string path, byte[] content) => new(path, BlobHash.Of(content), content.Length);

    /// <summary>Whether both have the same files.</summary>
    public bool Equals(AppSource? other) => other is not null && files.Count == other.files.Count && files.SequenceEqual(other.files);

    /// <inheritdoc/>
    public override int GetHashCode() => files.Aggregate(files.Count, (hash, file) => HashCode.Combine(hash, file.Key, file.Value));
}
