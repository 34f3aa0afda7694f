using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Ingest;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Model;

namespace Vitrine.Builds.Rechecks;

/// <summary>
/// Before an ingest is in force: which contracts of published apps no longer resolve, as whoever prompted them. It runs nothing; <see cref="RecheckApps"/> does, afterwards.
/// </summary>
internal sealed class ContractCheck(ListPublished published, ListApps apps, ProjectCatalog projects, PrincipalSource people) : IContractCheck
{
    private const int MostTold = 20;

    public async Task<IReadOnlyList<BrokenApp>> CheckAsync(Guid projectId, SemanticLayer layer, Principal principal, CancellationToken cancellationToken)
    {
        var present = await projects.OpenAsync(projectId, cancellationToken);
        var broken = new List<BrokenApp>();
        Dictionary<Guid, AppRecord>? seen = null;
        foreach (var app in await published.HandleAsync(principal.OrganizationId, projectId, cancellationToken))
        {
            var author = await people.FindAsync(app.CreatedBy, cancellationToken) ?? principal;
            var file = ContractFileParser.Parse(app.Contracts).File;
            var context = present.ContextFor(author);
            var lost = Errors(file, layer, context).Except(Errors(file, present.Layer, context), StringComparer.Ordinal).ToList();
            if (lost.Count == 0) continue;
            seen ??= (await apps.HandleAsync(projectId, principal, cancellationToken)).ToDictionary(record => record.Id);
            broken.Add(seen.TryGetValue(app.AppId, out var named) ? new BrokenApp(named.Slug, named.Name, [.. lost.Take(MostTold)]) : new BrokenApp(null, null, []));
        }

        return broken;
    }

    private static IEnumerable<string> Errors(ContractFile file, SemanticLayer layer, Semantics.Metrics.CompilationContext context)
        => ContractValidator.ValidateIn(file, layer, context).Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => BrokenContract.Tell(finding, file));
}
