using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Stores what a turn made as the app's next version and moves the draft to it, all in one transaction.</summary>
public sealed class InsertVersion
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly TimeProvider clock;

    internal InsertVersion(IDbContextFactory<VitrineDatabase> databases, AppAccess access, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.clock = clock;
    }

    /// <summary>What became of it.</summary>
    /// <param name="Number">The version's number.</param>
    /// <param name="DraftMoved">True when the draft had moved since the turn started: the version is kept, and the draft stays where it was.</param>
    /// <param name="Draft">The draft that stands there then; null when it had not moved.</param>
    /// <param name="IsOwnDraft">Whether that draft was made by the very person who prompted.</param>
    public sealed record Result(int Number, bool DraftMoved, int? Draft = null, bool IsOwnDraft = false);

    /// <summary>Inserts it, or refuses. A turn that has its version already gets that one again.</summary>
    /// <param name="version">What was made.</param>
    /// <param name="expectedDraft">The draft that the turn started from; null for none.</param>
    /// <param name="principal">Who prompted; must (still) be allowed to edit the app.</param>
    /// <param name="inSameTransaction">What is to be checked and written together with it, such as the job's fencing number and the turn's end. It gets what became of the version. It throws to keep everything as it was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result> HandleAsync(
        NewVersion version, int? expectedDraft, Principal principal, Func<VitrineDatabase, Result, CancellationToken, Task>? inSameTransaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, version.AppId, AccessAction.ManageDataApp, principal, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await AppAccess.LockAsync(database, app, cancellationToken);
        if (await database.Set<VersionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.AppId == app.Id && row.TurnId == version.TurnId, cancellationToken) is { } known)
        {
            var again = await ResultAsync(database, app, known.Number, known.Status != VersionStatus.Failed && app.DraftVersion != known.Number, principal, cancellationToken);
            if (inSameTransaction is not null) await inSameTransaction(database, again, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return again;
        }

        var number = app.LastNumber + 1;
        database.Add(RowOf(version, principal, number));
        var isUsable = version.Status != VersionStatus.Failed;
        var hasMoved = isUsable && app.DraftVersion != expectedDraft;
        app.LastNumber = number;
        if (isUsable && !hasMoved) app.DraftVersion = number;
        app.ChangedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        var result = await ResultAsync(database, app, number, hasMoved, principal, cancellationToken);
        if (inSameTransaction is not null) await inSameTransaction(database, result, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static async Task<Result> ResultAsync(VitrineDatabase database, AppRow app, int number, bool hasMoved, Principal principal, CancellationToken cancellationToken)
    {
        if (!hasMoved) return new Result(number, false);
        var draft = await database.Set<VersionRow>().AsNoTracking().Where(row => row.AppId == app.Id && row.Number == app.DraftVersion).Select(row => (Guid?)row.CreatedBy).FirstOrDefaultAsync(cancellationToken);
        return new Result(number, true, app.DraftVersion, draft == principal.PersonId);
    }

    private VersionRow RowOf(NewVersion version, Principal principal, int number) => new()
    {
        Id = EntityId.New(clock),
        OrganizationId = principal.OrganizationId,
        AppId = version.AppId,
        Number = number,
        Status = version.Status,
        Source = version.Source.Hex,
        Bundle = version.Bundle?.Hex,
        TemplateVersion = version.TemplateVersion,
        SemanticHash = version.SemanticHash,
        Contracts = version.Contracts,
        GateReport = version.GateReport,
        Plan = version.Plan,
        Screenshots = version.Screenshots?.Hex,
        AttributesFingerprint = principal.AttributesFingerprint,
        Thumbnail = version.Thumbnail,
        TurnId = version.TurnId,
        Prompt = version.Prompt,
        Summary = version.Summary,
        CreatedBy = principal.PersonId,
        CreatedAt = clock.GetUtcNow(),
    };
}
