using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Projects.Ingest;

/// <summary>Where an ingest's files come from, as whoever ingested them says.</summary>
/// <param name="Kind"><c>upload</c>, <c>folder</c> or <c>git</c>.</param>
/// <param name="Commit">The Git commit, in hexadecimal; null where there is none.</param>
/// <param name="Revision">The branch, tag or commit that was asked for; null where none was.</param>
/// <param name="IsChanged">Whether the folder held changes that are not in the commit.</param>
public sealed partial record IngestSource(string Kind, string? Commit = null, string? Revision = null, bool IsChanged = false)
{
    /// <summary>Files that were sent.</summary>
    public static IngestSource Upload { get; } = new("upload");

    /// <summary>Refuses what could not come from a checkout.</summary>
    internal IngestSource Checked()
    {
        if (Kind is not ("upload" or "folder" or "git")) throw Bad("source", "upload, folder or git");
        if (Commit is not null && !Hexadecimal().IsMatch(Commit)) throw Bad("commit", "a Git commit in hexadecimal");
        if (Revision is not null && (Revision.Length is 0 or > 200 || Revision.Any(char.IsControl))) throw Bad("revision", "a branch, tag or commit");
        return this;
    }

    [GeneratedRegex("^[0-9a-f]{40}([0-9a-f]{24})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    private static RefusalException Bad(string name, string form) => new("request.bad-member", $"'{name}' has to be {form}.");
}
