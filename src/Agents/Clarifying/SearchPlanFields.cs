using Vitrine.Access;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Turns;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Clarifying;

/// <summary>Finds fields that a plan can take up, as whoever prompted may see them.</summary>
public sealed class SearchPlanFields
{
    private const int Most = 8;

    private readonly TurnAccess access;
    private readonly ProjectCatalog projects;
    private readonly PrincipalSource people;

    internal SearchPlanFields(TurnAccess access, ProjectCatalog projects, PrincipalSource people) => (this.access, this.projects, this.people) = (access, projects, people);

    /// <summary>A field.</summary>
    /// <param name="Name">Written <c>model.field</c>.</param>
    /// <param name="Label">What people read.</param>
    /// <param name="IsMetric">Whether it is a metric, not a dimension.</param>
    public sealed record Found(string Name, string Label, bool IsMetric);

    /// <summary>Fields of an explore that fit words, the best first, at most eight; or a refusal for people who may not edit the app or see other data than who prompted.</summary>
    public async Task<IReadOnlyList<Found>> HandleAsync(Guid turnId, string explore, string words, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        if (turn.Fingerprint != principal.AttributesFingerprint || await people.FindAsync(turn.PersonId, cancellationToken) is not { } author)
            throw new RefusalException("turns.not-yours", "Only people who see the same data as the one who prompted can change this plan.", RefusalKind.Forbidden);
        return [.. FieldSearch.Find(await projects.OpenAsync(turn.ProjectId, cancellationToken), author, words, explore, Most).Select(match => new Found(match.Field.Reference.ToString(), match.Field.Label, match.Field is Metric))];
    }
}
