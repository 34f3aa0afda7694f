namespace Vitrine.Ledger;

/// <summary>What was paid for.</summary>
public enum LedgerKind
{
    /// <summary>A sandbox was up from one time to another.</summary>
    SandboxInterval = 0,

    /// <summary>A language model was called.</summary>
    ModelCall = 1,
}

/// <summary>Why it was spent.</summary>
public enum LedgerCause
{
    /// <summary>Somebody asked for it.</summary>
    User = 0,

    /// <summary>It mended a mistake of the tool itself.</summary>
    Repair = 1,

    /// <summary>It made clear what was asked for, before anything was built.</summary>
    Clarify = 2,

    /// <summary>It made a name, a summary or the like, beside the work.</summary>
    Metadata = 3,
}

/// <summary>One thing that cost something. Entries are only ever added.</summary>
public sealed record LedgerEntry
{
    /// <summary>Given by whoever may book the same thing twice: the second time changes nothing. Null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What was paid for.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>Why.</summary>
    public required LedgerCause Cause { get; init; }

    /// <summary>Whose it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The project, if there was one.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>The app, if there was one.</summary>
    public Guid? AppId { get; init; }

    /// <summary>The turn, if there was one.</summary>
    public Guid? TurnId { get; init; }

    /// <summary>The person for whom it was spent.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>In US dollars, to a millionth. 0 for the local sandbox and the composer.</summary>
    public required decimal Price { get; init; }

    /// <summary>Who was paid, such as <c>local</c> or <c>e2b</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The language model that was called; null for what is no call.</summary>
    public string? Model { get; init; }

    /// <summary>What the call took.</summary>
    public TokenCounts Tokens { get; init; } = TokenCounts.None;

    /// <summary>Further facts as JSON: how a call failed, how large a sandbox was.</summary>
    public string? Details { get; init; }

    /// <summary>The details of a call that its server did not live to see answered.</summary>
    public const string Lost = """{"failure":"Lost"}""";
}
