using Vitrine.Access;
using Vitrine.Semantics.Model;

namespace Vitrine.Projects.Catalog;

/// <summary>Shows explores and fields as one person may see them.</summary>
public sealed class GetCatalog(ProjectCatalog projects, AccessGuard guard)
{
    /// <summary>The catalog without hidden fields, or a refusal.</summary>
    public async Task<CatalogView> HandleAsync(ProjectRecord project, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ViewProject, new ProjectSubject(project.OrganizationId, project.Id), cancellationToken);
        var open = await projects.OpenAsync(project.Id, cancellationToken);
        var identity = open.ContextFor(principal).Identity;
        var explores = open.Layer.ExploreNames
            .Order(StringComparer.Ordinal)
            .Select(name => open.Layer.TryGetExplore(name, out var explore) ? explore : null)
            .OfType<Explore>()
            .Where(explore => !explore.Hidden && open.Layer.IsVisible(explore, identity))
            .Select(explore => Show(explore, open.Layer, identity));
        return new CatalogView(project.Slug, open.Layer.Hash, [.. explores]);
    }

    private static CatalogExplore Show(Explore explore, SemanticLayer layer, QueryIdentity identity)
    {
        bool IsShown(Field field) => !field.Hidden && layer.IsVisible(field, identity);
        return new CatalogExplore(
            explore.Name,
            explore.Label,
            explore.Description,
            [.. explore.Dimensions.Where(IsShown).Select(Show)],
            [.. explore.Metrics.Where(IsShown).Select(Show)]);
    }

    private static CatalogField Show(Field field) => new(
        field.Reference.ToString(), field.Label, field.TableLabel, field.Description, TypeName(field), (field as Dimension)?.Interval?.ToString(), (field as Dimension)?.IntervalBase?.ToString());

    private static string TypeName(Field field) => field.Type.ToString().ToLowerInvariant();
}
