using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Bridge;

namespace Vitrine.Web.Showing;

/// <summary>Opens versions for the person behind the request or circuit.</summary>
internal sealed class VersionDoor(
    FindApp apps, ServableVersion versions, FindBuild builds, SourceStore sources, ProjectCatalog projects, ContractFileCache contracts, ContractRunner runner, ICurrentPrincipal current) : IVersionDoor
{
    public async Task<OpenVersion> OpenAsync(string app, int number, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        var (found, version) = await versions.HandleAsync(app, number, principal, cancellationToken);
        return await OpenAsync(found, version, principal, cancellationToken);
    }

    public async Task<OpenVersion> OpenForEditingAsync(string app, int number, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        return await OpenAsync(await apps.HandleForEditingAsync(app, principal, cancellationToken), number, principal, cancellationToken);
    }

    /// <summary>The same, for a caller that has found the app.</summary>
    public async Task<OpenVersion> OpenAsync(AppRecord app, int number, Principal principal, CancellationToken cancellationToken)
    {
        return await OpenAsync(app, await versions.HandleAsync(app.Id, number, principal, cancellationToken), principal, cancellationToken);
    }

    public async Task<OpenVersion> OpenBuildAsync(Guid turn, string bundle, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        var build = await builds.HandleAsync(turn, bundle, principal, cancellationToken);
        var app = await apps.HandleForEditingAsync(build.AppId.ToString(), principal, cancellationToken);
        var source = await sources.FindAsync(build.Source, cancellationToken) ?? throw AccessGuard.NotFound();
        return new OpenAppVersion(app, 0, build.Bundle, Read(source.Contracts, "this build"), await projects.OpenAsync(app.ProjectId, cancellationToken), principal, runner);
    }

    private async Task<OpenVersion> OpenAsync(AppRecord app, VersionRecord version, Principal principal, CancellationToken cancellationToken) => new OpenAppVersion(
        app, version.Number, version.Bundle, Read(version.Contracts, $"version {version.Number}"), await projects.OpenAsync(app.ProjectId, cancellationToken), principal, runner);

    private ContractFile Read(string yaml, string of)
    {
        var read = contracts.Read(yaml);
        return read.IsReadable ? read.File : throw new RefusalException("versions.no-contracts", $"The contracts of {of} cannot be read. Continue it with a prompt.", RefusalKind.Conflict, read.Diagnostics);
    }
}
