using Vitrine.Access;
using Vitrine.Agents.Clarifying;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;

namespace Vitrine.Agents.Turns;

/// <summary>Answers what a waiting turn asks, which queues it again.</summary>
public sealed class AnswerTurn
{
    private readonly TurnAccess access;
    private readonly TurnBook book;
    private readonly TurnOrder order;
    private readonly ProjectCatalog projects;
    private readonly PrincipalSource people;

    internal AnswerTurn(TurnAccess access, TurnBook book, TurnOrder order, ProjectCatalog projects, PrincipalSource people)
    {
        this.access = access;
        this.book = book;
        this.order = order;
        this.projects = projects;
        this.people = people;
    }

    /// <summary>The same, in one's own words.</summary>
    public Task<TurnRecord> HandleAsync(Guid turnId, string answer, Principal principal, CancellationToken cancellationToken) => HandleAsync(turnId, new TurnAnswer { Words = answer }, principal, cancellationToken);

    /// <summary>
    /// Takes the answer, or refuses: <c>turns.not-waiting</c> when nothing is open (any more), <c>turns.other-question</c> when another question is open than the one that it names, <c>turns.bad-plan</c> for a plan that names what whoever prompted has not, 403 for people whose data differs from
    /// that of who prompted, since they did not see what was asked. The work goes on as the person who prompted.
    /// </summary>
    public async Task<TurnRecord> HandleAsync(Guid turnId, TurnAnswer answer, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        if (turn.Fingerprint != principal.AttributesFingerprint)
            throw new RefusalException("turns.not-yours", "Only people who see the same data as the one who prompted can answer this question.", RefusalKind.Forbidden);
        // Before it is read what was said: a second answer is not wrong in itself, it is late.
        if (turn.State != TurnState.Waiting) throw NotWaiting();
        if (answer.QuestionId is { } meant && meant != turn.QuestionId) throw OtherQuestion();
        var asked = OpenIn(turn);
        var closed = asked is null ? null : ClarifyAnswer.To(asked, answer, answer.Plan is { } plan ? await FitAsync(plan, turn, cancellationToken) : null);
        var words = asked is null ? ClarifyAnswer.ToQuestion(answer) : null;
        var answered = await book.ChangeAsync(principal.OrganizationId, turnId, null, async (database, row) =>
        {
            // Whoever answered this moment may have got the work as far as its next question.
            if (row.QuestionId != turn.QuestionId) throw OtherQuestion();
            if (!book.TryMove(database, row, TurnState.Queued)) return false;
            if (closed is null) row.Answer = words;
            else (row.Clarified, row.Question, row.Choices, row.Answer) = (closed.ToJson(), null, "[]", null);
            book.Add(database, row, TurnEventKinds.Answer, new { text = words ?? ClarifyAnswer.Tell(closed!) });
            if (closed?.Plan is not null) book.Add(database, row, TurnEventKinds.Plan, new { plan = closed.Plan, left = closed.Left });
            order.Enqueue(database, row);
            await database.SaveChangesAsync(cancellationToken);
            await order.ReleaseAsync(database, row, cancellationToken);
            return true;
        }, cancellationToken) ?? throw NotWaiting();
        order.Wake();
        return await access.RecordAsync(answered, principal, cancellationToken);
    }

    private static RefusalException NotWaiting() => new("turns.not-waiting", "This turn waits for no answer. Send a new prompt instead.", RefusalKind.Conflict);

    private static RefusalException OtherQuestion()
        => new("turns.other-question", "That question has been answered meanwhile, and this turn asks another one. Read it, and answer that one.", RefusalKind.Conflict);

    private static Clarification? OpenIn(TurnRow turn) => turn.State == TurnState.Waiting && Clarification.Parse(turn.Clarified) is { IsOpen: true } open ? open : null;

    /// <summary>The plan in the catalog of whoever prompted: what they may not see, nobody puts into their app.</summary>
    private async Task<BuildPlan> FitAsync(BuildPlan plan, TurnRow turn, CancellationToken cancellationToken)
    {
        var author = await people.FindAsync(turn.PersonId, cancellationToken) ?? throw new RefusalException("turns.nobody", "Whoever prompted this is no longer here. Send the prompt again.", RefusalKind.NotFound);
        return PlanCheck.Require(plan, (await projects.OpenAsync(turn.ProjectId, cancellationToken)).ViewFor(author));
    }
}
