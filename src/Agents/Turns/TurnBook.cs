using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Jobs;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// The one place where turns change. A change takes the turn's row first and looks at it then, so that of two that meet one sees what the other did; whoever holds a job
/// checks its fencing number in the same transaction.
/// </summary>
internal sealed class TurnBook(IDbContextFactory<VitrineDatabase> databases, TurnSignals signals, TimeProvider clock)
{
    /// <summary>The present of the clock by which turns are stamped.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>An id for a new turn.</summary>
    public Guid NewId() => EntityId.New(clock);

    /// <summary>The turn as it stands, or null.</summary>
    public async Task<TurnRow?> FindAsync(Guid organizationId, Guid turnId, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        return await database.Set<TurnRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == turnId, cancellationToken);
    }

    /// <summary>
    /// Changes a turn in a transaction of its own.
    /// </summary>
    /// <param name="organizationId">Whose it is.</param>
    /// <param name="turnId">The turn.</param>
    /// <param name="ensureHeld">Checks the job's fencing number in this transaction; null for whoever holds no job.</param>
    /// <param name="change">Changes the row, which is locked and read anew; false keeps everything as it was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row after the change, or null when there was none or it was refused by <paramref name="change"/>.</returns>
    public async Task<TurnRow?> ChangeAsync(
        Guid organizationId, Guid turnId, Func<VitrineDatabase, CancellationToken, Task>? ensureHeld, Func<VitrineDatabase, TurnRow, Task<bool>> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (ensureHeld is not null) await ensureHeld(database, cancellationToken);
        if (await LockAsync(database, turnId, cancellationToken) is not { } row || !await change(database, row)) return null;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signals.Ring(turnId);
        return row;
    }

    /// <summary>Changes a turn that has not ended, for whoever holds its job; refuses (<c>turns.ended</c>) one that has.</summary>
    /// <param name="job">The job; its fencing number is checked in the same transaction.</param>
    /// <param name="turnId">The turn.</param>
    /// <param name="change">Changes the row, which is locked and read anew.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row after the change.</returns>
    public async Task<TurnRow> ChangeOpenAsync(JobContext job, Guid turnId, Func<VitrineDatabase, TurnRow, Task> change, CancellationToken cancellationToken)
        => await ChangeAsync(job.OrganizationId, turnId, job.EnsureHeldAsync, async (database, row) =>
        {
            if (TurnMoves.HasEnded(row.State)) return false;
            await change(database, row);
            return true;
        }, cancellationToken) ?? throw Ended();

    /// <summary>Writes what belongs to a turn that has ended, for whoever holds a job about it; the row itself stays as it is.</summary>
    public async Task<TurnRow> ChangeEndedAsync(JobContext job, Guid turnId, Func<VitrineDatabase, TurnRow, Task> change, CancellationToken cancellationToken)
        => await ChangeAsync(job.OrganizationId, turnId, job.EnsureHeldAsync, async (database, row) =>
        {
            await change(database, row);
            return true;
        }, cancellationToken) ?? throw new RefusalException("turns.gone", "This turn is not there any more.", RefusalKind.NotFound);

    /// <summary>What is said to whoever goes on with a turn that somebody ended meanwhile.</summary>
    public static RefusalException Ended() => new("turns.ended", "This turn has ended already.", RefusalKind.Conflict);

    /// <summary>Takes the turn's row for this transaction and reads it; null when there is none.</summary>
    public static async Task<TurnRow?> LockAsync(VitrineDatabase database, Guid turnId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        var rows = database.Set<TurnRow>().Where(row => row.Id == turnId);
        if (await rows.ExecuteUpdateAsync(row => row.SetProperty(turn => turn.LastSequence, turn => turn.LastSequence), cancellationToken) == 0) return null;
        return await rows.FirstAsync(cancellationToken);
    }

    /// <summary>Moves a locked turn to a state that may follow, with the event that says so; false when it may not.</summary>
    public bool TryMove(VitrineDatabase database, TurnRow turn, TurnState to)
    {
        if (!TurnMoves.MayFollow(turn.State, to)) return false;
        var now = clock.GetUtcNow();
        var seconds = JsonSerializer.Deserialize<Dictionary<string, double>>(turn.Seconds) ?? [];
        var before = NameOf(turn.State);
        seconds[before] = Math.Round(seconds.GetValueOrDefault(before) + (now - turn.StateSince).TotalSeconds, 3);
        (turn.State, turn.StateSince, turn.Seconds) = (to, now, JsonSerializer.Serialize(seconds));
        if (to == TurnState.Preparing) turn.StartedAt ??= now;
        if (!TurnMoves.HasEnded(to)) Add(database, turn, TurnEventKinds.Stage, new { stage = NameOf(to) });
        return true;
    }

    /// <summary>Ends a locked turn; false when it had ended, or may not end so.</summary>
    public bool TryEnd(VitrineDatabase database, TurnRow turn, TurnEnd end)
    {
        if (!TryMove(database, turn, end.State)) return false;
        (turn.EndedAt, turn.Code, turn.Message, turn.VersionNumber) = (turn.StateSince, end.Code, end.Message, end.Version);
        (turn.Question, turn.Choices, turn.Workspace) = (null, "[]", null);
        Add(database, turn, TurnEventKinds.Ended, new { state = NameOf(end.State), code = end.Code, message = end.Message, version = end.Version });
        return true;
    }

    /// <summary>Adds an event to a locked turn; the caller saves.</summary>
    public void Add(VitrineDatabase database, TurnRow turn, string kind, object data)
    {
        turn.LastSequence++;
        database.Add(new TurnEventRow
        {
            TurnId = turn.Id,
            Sequence = turn.LastSequence,
            OrganizationId = turn.OrganizationId,
            At = clock.GetUtcNow(),
            Kind = kind,
            Data = JsonSerializer.Serialize(data, JsonSerializerOptions.Web),
            Fingerprint = TurnEventKinds.IsForAllEditors(kind) ? null : turn.Fingerprint,
        });
    }

    /// <summary>The name of a state in answers and events.</summary>
    public static string NameOf(TurnState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
