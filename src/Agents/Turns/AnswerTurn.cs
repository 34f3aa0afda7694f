using Vitrine.Access;
using Vitrine.Primitives;

namespace Vitrine.Agents.Turns;

/// <summary>Answers the question of a waiting turn, which queues it again.</summary>
public sealed class AnswerTurn
{
    private readonly TurnAccess access;
    private readonly TurnBook book;
    private readonly TurnOrder order;

    internal AnswerTurn(TurnAccess access, TurnBook book, TurnOrder order)
    {
        this.access = access;
        this.book = book;
        this.order = order;
    }

    /// <summary>
    /// Takes the answer, or refuses: <c>turns.not-waiting</c> when no question is open (any more), 403 for people whose data differs from that of who prompted, since they did not see
    /// the question. The work goes on as the person who prompted.
    /// </summary>
    public async Task<TurnRecord> HandleAsync(Guid turnId, string answer, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var text = PromptText.Clean(answer);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        if (turn.Fingerprint != principal.AttributesFingerprint)
            throw new RefusalException("turns.not-yours", "Only people who see the same data as the one who prompted can answer this question.", RefusalKind.Forbidden);
        var answered = await book.ChangeAsync(principal.OrganizationId, turnId, null, async (database, row) =>
        {
            if (!book.TryMove(database, row, TurnState.Queued)) return false;
            row.Answer = text;
            order.Enqueue(database, row);
            await database.SaveChangesAsync(cancellationToken);
            await order.ReleaseAsync(database, row, cancellationToken);
            return true;
        }, cancellationToken) ?? throw new RefusalException("turns.not-waiting", "This turn waits for no answer. Send a new prompt instead.", RefusalKind.Conflict);
        order.Wake();
        return await access.RecordAsync(answered, principal, cancellationToken);
    }
}
