using System.Text.Json;
using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Bridge;
using Vitrine.Serving.Frames;
using Vitrine.Storage;

namespace Vitrine.Web.Showing;

/// <summary>A version that this person may open, with everything that its questions need; number 0 for a build that is no version yet.</summary>
internal sealed class OpenAppVersion(AppRecord app, int number, BlobHash? bundle, ContractFile file, OpenProject project, Principal principal, ContractRunner runner) : OpenVersion
{
    public override FrameTicket Ticket => new(
        app.Id, number, bundle?.Hex ?? throw new RefusalException("versions.not-built", $"Version {number} was not built, so there is nothing to show.", RefusalKind.Conflict));

    public override string AppName => app.Name;

    public override string TimeZone => project.Settings.TimeZone;

    /// <summary>The contracts, for those who look at them.</summary>
    public ContractFile Contracts => file;

    public override async Task<object> RunAsync(string contract, JsonElement arguments, int? limit, bool refresh, CancellationToken cancellationToken)
        => await runner.RunAsync(project, principal, file, contract, arguments, limit, refresh, cancellationToken);

    public override async Task<object> RunWholeAsync(string contract, JsonElement arguments, CancellationToken cancellationToken)
        => await runner.RunWholeAsync(project, principal, file, contract, arguments, cancellationToken);

    public override async Task<object> ValuesAsync(string filter, string? search, CancellationToken cancellationToken)
        => await runner.ValuesAsync(project, principal, file, filter, search, cancellationToken);

    public override async Task<object> UnderlyingAsync(string contract, JsonElement arguments, JsonElement row, CancellationToken cancellationToken)
        => await runner.UnderlyingAsync(project, principal, file, contract, arguments, row, cancellationToken);

    public override object Explain(string contract, JsonElement arguments) => ContractRunner.Explain(project, principal, file, contract, arguments);
}
