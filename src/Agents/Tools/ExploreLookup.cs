using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Tools;

/// <summary>The semantic layer as an author may see it: what is hidden or not theirs does not exist here.</summary>
internal static class ExploreLookup
{
    public static IReadOnlyList<Explore> All(OpenProject project, Principal author)
        => [.. project.ViewFor(author).Explores];

    public static Explore Require(OpenProject project, Principal author, string name)
    {
        var explores = All(project, author);
        return explores.FirstOrDefault(explore => explore.Name == name)
            ?? throw new RefusalException(
                "tools.unknown-explore",
                $"There is no explore {Short(name)}. {NearestName.Hint(name, explores.Select(explore => explore.Name)) ?? $"The explores are {string.Join(", ", explores.Take(40).Select(explore => explore.Name))}."}",
                RefusalKind.NotFound);
    }

    public static IEnumerable<Field> FieldsOf(OpenProject project, Principal author, Explore explore)
        => project.ViewFor(author).FieldsOf(explore);

    public static Field RequireField(OpenProject project, Principal author, Explore explore, string name)
    {
        var fields = FieldsOf(project, author, explore).ToList();
        return fields.FirstOrDefault(field => field.Reference.ToString() == name)
            ?? throw new RefusalException(
                "tools.unknown-field",
                $"The explore {explore.Name} has no field {Short(name)}. {NearestName.Hint(name, fields.Select(field => field.Reference.ToString())) ?? "search_fields finds what there is."}",
                RefusalKind.NotFound);
    }

    /// <summary>One line about a field.</summary>
    public static string Line(Field field)
    {
        var kind = field switch
        {
            Dimension { Interval: { } interval, IntervalBase: { } cut } => $"{field.Type.ToString().ToLowerInvariant()}, {interval.ToString().ToLowerInvariant()} of {cut}",
            Dimension => field.Type.ToString().ToLowerInvariant(),
            Metric metric => $"metric, {metric.Kind.ToString().ToLowerInvariant()}",
            _ => field.Type.ToString().ToLowerInvariant(),
        };
        var notes = string.Join(" ", Notes(field).Where(note => !string.IsNullOrWhiteSpace(note)));
        return $"{field.Reference} ({kind}) \"{field.Label}\"{(notes.Length == 0 ? "" : $": {Cut(notes.ReplaceLineEndings(" "))}")}";
    }

    private static IEnumerable<string?> Notes(Field field)
        => [field.Description, .. field.AiHints.Select(hint => $"Hint: {hint}"), field.Synonyms.Count == 0 ? null : $"Also called {string.Join(", ", field.Synonyms)}."];

    private static string Cut(string text) => text.Length <= 400 ? text : text[..400] + "…";

    private static string Short(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
