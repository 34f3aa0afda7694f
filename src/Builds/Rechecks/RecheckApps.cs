using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Builds.Gates;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Projects.Ingest;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Rechecks;

/// <summary>
/// After an ingest: runs the contracts and queries gates of every published app of the project again, as whoever prompted it, and writes at each app what
/// broke: somebody who may ingest a project need not see the rows of every app of it. Nothing is unpublished: an app whose one card broke still shows the others.
/// </summary>
[AccessCheck(AccessAction.ManageProject)]
internal sealed class RecheckApps(
    ListPublished published, FlagApp flag, ProjectCatalog projects, PrincipalSource people, AccessGuard guard, ContractRunner runner, ILogger<RecheckApps> log) : IJobHandler
{
    // What a person reads at the app; the gate report of its next turn has the rest.
    private const int MostTold = 5;

    public string Kind => IngestProject.RecheckJob;

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var projectId = JsonDocument.Parse(job.Payload).RootElement.GetProperty("projectId").GetGuid();
        if (await people.FindAsync(job.PrincipalId, cancellationToken) is not { } principal)
            throw new RefusalException("builds.no-principal", "Whoever ingested this project has left; the next ingest checks its apps.", RefusalKind.Forbidden);
        await guard.RequireAsync(principal, AccessAction.ManageProject, new ProjectSubject(job.OrganizationId, projectId), cancellationToken);
        var project = await projects.OpenAsync(projectId, cancellationToken);
        foreach (var app in await published.HandleAsync(job.OrganizationId, projectId, cancellationToken))
        {
            // An author who has left saw what whoever ingests now may see or may not; there is nobody better to ask.
            var author = await people.FindAsync(app.CreatedBy, cancellationToken) ?? principal;
            var broken = await CheckAsync(app.Contracts, project, author, cancellationToken);
            await job.EnsureHeldAsync(cancellationToken);
            await flag.HandleAsync(job.OrganizationId, app.AppId, app.Number, broken, cancellationToken);
            if (broken.Count > 0) log.LogWarning("After the ingest, {Count} findings at app {App}, version {Version}", broken.Count, app.AppId, app.Number);
        }
    }

    private async Task<IReadOnlyList<string>> CheckAsync(string text, OpenProject project, Principal principal, CancellationToken cancellationToken)
    {
        var read = ContractFileParser.Parse(text);
        var contracts = read.File;
        var resolved = ContractValidator.ValidateIn(contracts, project.Layer, project.ContextFor(principal));
        // A file that an older form of the product could read says nothing about its contracts when this one cannot.
        var broken = read.Diagnostics.Concat(resolved).Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => BrokenContract.Tell(finding, contracts)).ToList();
        if (broken.Count == 0)
        {
            var trial = await new ContractTrial(runner, project, principal, contracts).RunAsync(cancellationToken);
            broken = [.. trial.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.Message)];
        }

        return [.. broken.Take(MostTold)];
    }
}
