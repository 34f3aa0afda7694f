using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Spaces;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Makes an app without versions. It is personal, or in a space from the start.</summary>
public sealed class CreateApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly SpaceDirectory spaces;
    private readonly AccessGuard guard;
    private readonly DataAppsSwitch dataApps;
    private readonly TimeProvider clock;

    internal CreateApp(IDbContextFactory<VitrineDatabase> databases, SpaceDirectory spaces, AccessGuard guard, DataAppsSwitch dataApps, TimeProvider clock)
    {
        this.databases = databases;
        this.spaces = spaces;
        this.guard = guard;
        this.dataApps = dataApps;
        this.clock = clock;
    }

    /// <summary>What is made.</summary>
    /// <param name="ProjectId">Its project.</param>
    /// <param name="Name">1 to 200 characters; the slug is made from it.</param>
    /// <param name="SpaceId">The space; null for a personal app.</param>
    public sealed record Request(Guid ProjectId, string Name, Guid? SpaceId = null);

    /// <summary>Makes it, or refuses.</summary>
    public Task<AppRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken) => HandleAsync(request, principal, null, cancellationToken);

    /// <summary>Makes it together with what belongs to it, or refuses.</summary>
    /// <param name="request">What is made.</param>
    /// <param name="principal">Who makes it, and then owns it.</param>
    /// <param name="inSameTransaction">What is written together with it, such as its first turn. It throws to keep everything as it was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AppRecord> HandleAsync(
        Request request, Principal principal, Func<VitrineDatabase, AppRecord, CancellationToken, Task>? inSameTransaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        dataApps.Require();
        await guard.RequireAsync(principal, AccessAction.CreateDataApp, new ProjectSubject(principal.OrganizationId, request.ProjectId), cancellationToken);
        if (request.SpaceId is { } space)
        {
            var tree = await spaces.LoadAsync(principal.OrganizationId, request.ProjectId, cancellationToken);
            var chain = tree.ChainOf(space) ?? throw AccessGuard.NotFound();
            await guard.RequireAsync(principal, AccessAction.CreateDataApp, new SpaceSubject(principal.OrganizationId, request.ProjectId, chain), cancellationToken);
        }

        return await InsertAsync(request, principal, null, cancellationToken, inSameTransaction);
    }

    /// <summary>Inserts it after the caller has asked, with a first version over blobs that exist when there is one.</summary>
    internal async Task<AppRecord> InsertAsync(
        Request request, Principal principal, VersionRow? first, CancellationToken cancellationToken, Func<VitrineDatabase, AppRecord, CancellationToken, Task>? inSameTransaction = null)
    {
        AppRules.CheckName(request.Name);
        var slug = Slug.From(request.Name, "app");
        for (var attempt = 0; ; attempt++)
        {
            await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var taken = await database.Set<AppRow>().Where(row => row.ProjectId == request.ProjectId && row.Slug.StartsWith(slug)).Select(row => row.Slug).ToListAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var app = new AppRow
            {
                Id = EntityId.New(clock),
                OrganizationId = principal.OrganizationId,
                ProjectId = request.ProjectId,
                Slug = Slug.Free(slug, taken),
                Name = request.Name.Trim(),
                OwnerId = principal.PersonId,
                SpaceId = request.SpaceId,
                CreatedAt = now,
                ChangedAt = now,
            };
            database.Add(app);
            if (first is not null)
            {
                (app.LastNumber, app.DraftVersion) = (1, 1);
                database.Add(first with { Id = EntityId.New(clock), AppId = app.Id, Number = 1, CreatedAt = now });
            }

            try
            {
                await database.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Somebody took the slug this moment; the next look sees it.
                continue;
            }

            var record = app.ToRecord(mayEdit: true, first?.Thumbnail);
            if (inSameTransaction is not null) await inSameTransaction(database, record, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return record;
        }
    }
}
