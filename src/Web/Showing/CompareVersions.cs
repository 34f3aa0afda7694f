using Vitrine.Agents.Files;
using Vitrine.Apps;
using Vitrine.Primitives;

namespace Vitrine.Web.Showing;

/// <summary>Tells what one version of an app has that another has not: for people who may edit it, who read the source of both.</summary>
internal sealed class CompareVersions(EditedVersion edited, VersionFiles files)
{
    /// <summary>What differs.</summary>
    /// <param name="Since">The version that it is compared with; null when there was none before.</param>
    /// <param name="Files">The files that differ, by path; empty when none do.</param>
    public sealed record Comparison(int? Since, IReadOnlyList<SourceChange> Files);

    /// <summary>What a version has that another has not, or a refusal.</summary>
    /// <param name="app">Slug or id.</param>
    /// <param name="number">The version.</param>
    /// <param name="since">The version that it is compared with; null for the one before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Comparison> HandleAsync(string app, int number, int? since, CancellationToken cancellationToken)
    {
        if (since == number) throw new RefusalException("apps.same-version", "A version is compared with another one. Give another 'since', or none for the version before.");
        var version = await edited.FindAsync(app, number, cancellationToken);
        var other = (since ?? number - 1) is > 0 and var before ? await edited.FindAsync(app, before, cancellationToken) : null;
        return new Comparison(other?.Number, SourceChange.Between(await ReadAsync(other, cancellationToken), await ReadAsync(version, cancellationToken)));
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(VersionRecord? version, CancellationToken cancellationToken)
        => version is null ? new Dictionary<string, string>() : await files.ReadAllAsync(version.Source, cancellationToken);
}
