using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Finds a picture that an event of a turn names.</summary>
public sealed class FindTurnPicture
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;
    private readonly IObjectStore objects;

    internal FindTurnPicture(IDbContextFactory<VitrineDatabase> databases, TurnAccess access, IObjectStore objects)
    {
        this.databases = databases;
        this.access = access;
        this.objects = objects;
    }

    /// <summary>The PNG, or a refusal (404) when no event of this turn that this person may see names it: a picture shows the data of whoever prompted.</summary>
    public async Task<byte[]> HandleAsync(Guid turnId, string blob, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await access.RequireAsync(turnId, principal, cancellationToken);
        if (!BlobHash.TryParse(blob, out var hash)) throw AccessGuard.NotFound();
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var fingerprint = principal.AttributesFingerprint;
        var isNamed = await database.Set<TurnEventRow>()
            .AnyAsync(row => row.TurnId == turnId && row.Kind == TurnEventKinds.Screenshot && row.Fingerprint == fingerprint && row.Data.Contains(hash.Hex), cancellationToken);
        return (isNamed ? await objects.FindAsync(hash, cancellationToken) : null) ?? throw AccessGuard.NotFound();
    }
}
