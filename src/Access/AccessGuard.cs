using Vitrine.Access.Audit;
using Vitrine.Primitives;

namespace Vitrine.Access;

/// <summary>Asks <see cref="AccessPolicy"/> and refuses.</summary>
public sealed class AccessGuard(AccessPolicy policy, AuditBook? audit = null)
{
    /// <summary>The code of <see cref="NotFound"/>.</summary>
    public const string NotFoundCode = "access.not-found";

    /// <summary>
    /// Returns when it is allowed. Else refuses with <c>access.forbidden</c> (403), or with <c>access.not-found</c> (404) when the person may not know
    /// of the subject. A refusal of the first kind is audited.
    /// </summary>
    public async Task RequireAsync(Principal principal, AccessAction action, AccessSubject subject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var decision = policy.Decide(principal, action, subject);
        if (decision.IsAllowed) return;
        if (!decision.MayKnow) throw NotFound();
        if (audit is not null) await audit.RecordAsync(principal, action.ScopeName(), subject.GetType().Name, null, false, cancellationToken);
        throw new RefusalException("access.forbidden", AccessWords.Refusal(action, subject), RefusalKind.Forbidden);
    }

    /// <summary>What somebody gets who asks for something that is not there, or that they may not know of.</summary>
    public static RefusalException NotFound()
        => new(NotFoundCode, "There is no such thing, or you may not see it. Ask whoever shared it with you.", RefusalKind.NotFound);
}
