using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Bridge;

namespace Vitrine.Web.Showing;

/// <summary>Opens versions for the person behind the request or circuit.</summary>
internal sealed class VersionDoor(
    FindApp apps, ServableVersion versions, ProjectCatalog projects, ContractFileCache contracts, ContractRunner runner, ICurrentPrincipal current) : IVersionDoor
{
    public async Task<OpenVersion> OpenAsync(string app, int number, CancellationToken cancellationToken)
    {
        var principal = current.Require();
        return await OpenAsync(await apps.HandleAsync(app, principal, cancellationToken), number, principal, cancellationToken);
    }

    /// <summary>The same, for a caller that has found the app.</summary>
    public async Task<OpenVersion> OpenAsync(AppRecord app, int number, Principal principal, CancellationToken cancellationToken)
    {
        var version = await versions.HandleAsync(app.Id, number, principal, cancellationToken);
        var read = contracts.Read(version.Contracts);
        if (!read.IsReadable)
            throw new RefusalException("versions.no-contracts", $"The contracts of version {number} cannot be read. Continue it with a prompt.", RefusalKind.Conflict, read.Diagnostics);
        return new OpenAppVersion(app, version, read.File, await projects.OpenAsync(app.ProjectId, cancellationToken), principal, runner);
    }
}
