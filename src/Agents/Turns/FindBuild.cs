using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Finds a build of a turn that is still at work, for the person who prompted it.</summary>
public sealed class FindBuild
{
    /// <summary>How long after the end of its turn a build is still found: the page goes over to the version meanwhile.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;
    private readonly TimeProvider clock;

    internal FindBuild(IDbContextFactory<VitrineDatabase> databases, TurnAccess access, TimeProvider clock) => (this.databases, this.access, this.clock) = (databases, access, clock);

    /// <summary>A build.</summary>
    /// <param name="AppId">The app.</param>
    /// <param name="Bundle">The bundle manifest of its document.</param>
    /// <param name="Source">The bundle manifest of the files that it was made from.</param>
    public sealed record Build(Guid AppId, BlobHash Bundle, BlobHash Source);

    /// <summary>
    /// The build of that bundle, or a refusal (404): when somebody else prompted, when the turn made no such build, when it has ended a while ago, and wherever <see cref="FindTurn"/> refuses.
    /// </summary>
    public async Task<Build> HandleAsync(Guid turnId, string bundle, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        var isAtWork = turn.EndedAt is not { } end || clock.GetUtcNow() - end < Grace;
        if (turn.PersonId != principal.PersonId || !isAtWork || !BlobHash.TryParse(bundle, out var wanted)) throw AccessGuard.NotFound();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var told = await database.Set<TurnEventRow>().AsNoTracking()
            .Where(row => row.TurnId == turnId && row.Kind == TurnEventKinds.Preview && row.Data.Contains(wanted.Hex))
            .Select(row => row.Data)
            .ToListAsync(cancellationToken);
        foreach (var data in told)
        {
            using var document = JsonDocument.Parse(data);
            if (Hash(document, "bundle") == wanted && Hash(document, "source") is { } source) return new Build(turn.AppId, wanted, source);
        }

        throw AccessGuard.NotFound();
    }

    private static BlobHash? Hash(JsonDocument data, string name)
        => data.RootElement.TryGetProperty(name, out var text) && BlobHash.TryParse(text.GetString(), out var hash) ? hash : null;
}
