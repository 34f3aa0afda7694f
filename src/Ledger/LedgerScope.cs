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
}
