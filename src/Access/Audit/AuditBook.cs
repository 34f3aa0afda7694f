using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.Audit;

/// <summary>Who did what that others want to know of: changes of people and access, publishing, and what was refused.</summary>
public sealed class AuditBook(IDbContextFactory<VitrineDatabase> databases, TimeProvider clock)
{
    /// <summary>Adds an event.</summary>
    /// <param name="principal">Who.</param>
    /// <param name="action">A scope name, or a verb such as <c>publish</c>.</param>
    /// <param name="subject">The kind of thing.</param>
    /// <param name="subjectId">Which one.</param>
    /// <param name="isAllowed">False for a refusal.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RecordAsync(Principal principal, string action, string subject, Guid? subjectId, bool isAllowed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Add(new AuditRow
        {
            Id = EntityId.New(clock),
            OrganizationId = principal.OrganizationId,
            PersonId = principal.PersonId,
            At = clock.GetUtcNow(),
            Action = action,
            Subject = subject,
            SubjectId = subjectId,
            IsAllowed = isAllowed,
        });
        await database.SaveChangesAsync(cancellationToken);
    }
}
