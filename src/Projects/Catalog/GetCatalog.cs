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
        var view = open.ViewFor(principal);
        return new CatalogView(project.Slug, open.Layer.Hash, [.. view.Explores.Select(explore => Show(explore, view))]);
    }

    private static CatalogExplore Show(Explore explore, LayerView view) => new(
        explore.Name,
        explore.Label,
        explore.Description,
        [.. view.FieldsOf(explore).OfType<Dimension>().Select(Show)],
        [.. view.FieldsOf(explore).OfType<Metric>().Select(Show)]);

    private static CatalogField Show(Field field) => new(
        field.Reference.ToString(), field.Label, field.TableLabel, field.Description, TypeName(field), (field as Dimension)?.Interval?.ToString(), (field as Dimension)?.IntervalBase?.ToString());

    private static string TypeName(Field field) => field.Type.ToString().ToLowerInvariant();
}
