using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Gives the events of a turn, those that were and those that come.</summary>
public sealed class FollowTurn
{
    private const int Page = 500;

    // For events of other processes; those of this one come at once.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    // Who may see an app can change while somebody watches.
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(20);

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;
    private readonly PrincipalSource people;
    private readonly TurnSignals signals;
    private readonly TimeProvider clock;

    internal FollowTurn(IDbContextFactory<VitrineDatabase> databases, TurnAccess access, PrincipalSource people, TurnSignals signals, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.people = people;
        this.signals = signals;
        this.clock = clock;
    }

    /// <summary>
    /// The events with a higher number than <paramref name="afterSequence"/> that this person may see, until the turn has ended; a turn that waits for an answer is waited for. Refuses as
    /// <see cref="FindTurn"/> does, also later when the right is lost.
    /// </summary>
    public async IAsyncEnumerable<TurnEvent> HandleAsync(Guid turnId, long afterSequence, Principal principal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        using var listener = signals.Listen(turnId);
        var askedAt = clock.GetTimestamp();
        await access.RequireAsync(turnId, principal, cancellationToken);
        while (true)
        {
            if (clock.GetElapsedTime(askedAt) > Trust)
            {
                principal = await people.FindAsync(principal.PersonId, cancellationToken) ?? throw AccessGuard.NotFound();
                await access.RequireAsync(turnId, principal, cancellationToken);
                askedAt = clock.GetTimestamp();
            }

            var (events, last, hasEnded) = await ReadAsync(turnId, afterSequence, principal, cancellationToken);
            foreach (var entry in events) yield return entry;
            var isFullPage = last - afterSequence >= Page;
            afterSequence = last;
            if (hasEnded) yield break;
            if (!isFullPage) await listener.WaitAsync(Round, clock, cancellationToken);
        }
    }

    /// <summary>The events so far, without waiting.</summary>
    public async Task<IReadOnlyList<TurnEvent>> ListAsync(Guid turnId, long afterSequence, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await access.RequireAsync(turnId, principal, cancellationToken);
        var events = new List<TurnEvent>();
        while (true)
        {
            var (page, last, _) = await ReadAsync(turnId, afterSequence, principal, cancellationToken);
            events.AddRange(page);
            if (last <= afterSequence) return events;
            afterSequence = last;
        }
    }

    /// <summary>A page of events, the last number that was looked at (seen or not), and whether the turn has no more.</summary>
    private async Task<(IReadOnlyList<TurnEvent> Events, long Last, bool HasEnded)> ReadAsync(Guid turnId, long after, Principal principal, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var turn = await database.Set<TurnRow>().AsNoTracking().Where(row => row.Id == turnId).Select(row => new { row.State, row.LastSequence }).FirstOrDefaultAsync(cancellationToken)
            ?? throw AccessGuard.NotFound();
        var rows = await database.Set<TurnEventRow>().AsNoTracking()
            .Where(row => row.TurnId == turnId && row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Take(Page)
            .ToListAsync(cancellationToken);
        var last = rows.Count == 0 ? after : rows[^1].Sequence;
        var fingerprint = principal.AttributesFingerprint;
        return ([.. rows.Select(row => row.SeenBy(fingerprint)).OfType<TurnEvent>()], last, TurnMoves.HasEnded(turn.State) && last >= turn.LastSequence);
    }
}
