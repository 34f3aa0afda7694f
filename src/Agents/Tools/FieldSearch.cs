using Vitrine.Access;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Searching;

namespace Vitrine.Agents.Tools;

/// <summary>Fields that fit words, of those that an author may see. Only explores whose fields fit are compiled.</summary>
internal static class FieldSearch
{
    public static IReadOnlyList<FieldMatch> Find(OpenProject project, Principal author, string words, string? explore, int most)
    {
        var view = project.ViewFor(author);
        var index = explore is null ? FieldIndex.Of(project.Layer) : FieldIndex.Of(ExploreLookup.Require(project, author, explore));
        return [.. index.Find(words).Select(Seen).OfType<FieldMatch>().DistinctBy(match => match.Field.Reference).Take(most)];

        FieldMatch? Seen(FieldHit hit)
            => view.TryGetExplore(hit.Explore, out var own) && own.TryGetField(hit.Field.Reference, out var field) && view.Shows(field)
                    ? new FieldMatch(own, field, hit.Score)
                    : null;
    }
}
