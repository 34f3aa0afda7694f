using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>Over what is summed: the whole organization, or the part of it that is named.</summary>
/// <param name="OrganizationId">The organization.</param>
public sealed record LedgerScope(Guid OrganizationId)
{
    /// <summary>Only this project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Only this app.</summary>
    public Guid? AppId { get; init; }

    /// <summary>Only this turn.</summary>
    public Guid? TurnId { get; init; }

    /// <summary>Only for this person.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only what began at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what began before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The entries that it is about.</summary>
    internal IQueryable<LedgerRow> Of(VitrineDatabase database)
    {
        var rows = database.Set<LedgerRow>().AsNoTracking().Where(row => row.OrganizationId == OrganizationId);
        if (ProjectId is { } project) rows = rows.Where(row => row.ProjectId == project);
        if (AppId is { } app) rows = rows.Where(row => row.AppId == app);
        if (TurnId is { } turn) rows = rows.Where(row => row.TurnId == turn);
        if (PersonId is { } person) rows = rows.Where(row => row.PersonId == person);
        if (From is { } from) rows = rows.Where(row => row.Started >= from);
        if (Until is { } until) rows = rows.Where(row => row.Started < until);
        return rows;
    }
}
