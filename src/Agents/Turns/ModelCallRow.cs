using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>What became of a call of a language model.</summary>
internal enum ModelCallState
{
    /// <summary>It was sent, and nobody knows more: its server is at it, or gone.</summary>
    Sent = 0,

    /// <summary>It was answered, and what follows from the answer is being done.</summary>
    Answered = 1,

    /// <summary>It was answered, and what followed was done.</summary>
    Settled = 2,

    /// <summary>It came to nothing.</summary>
    Failed = 3,

    /// <summary>Its server was killed before the answer came: booked for the most that it can have cost.</summary>
    Lost = 4,
}

/// <summary>A row of <c>model_calls</c>: one attempt to ask a language model. What was said stands in the object store.</summary>
internal sealed class ModelCallRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid TurnId { get; init; }

    /// <summary>1, 2, 3 … within the turn.</summary>
    public required int Number { get; init; }

    public ModelCallState State { get; set; }

    public required string Model { get; init; }

    public required LedgerCause Cause { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; set; }

    /// <summary>What was sent: a <see cref="SentRequest"/>.</summary>
    public required string Request { get; init; }

    /// <summary>The answer; null without one.</summary>
    public string? Answer { get; set; }

    /// <summary>How the answer ended.</summary>
    public int? Finish { get; set; }

    /// <summary>What the tools answered to it.</summary>
    public string? Results { get; set; }

    /// <summary>The app's files after that.</summary>
    public string? Files { get; set; }

    /// <summary>What the tools had counted by then, as JSON.</summary>
    public string? Memory { get; set; }

    /// <summary>Why it came to nothing, in the provider's words.</summary>
    public string? Failure { get; set; }

    /// <summary>Tokens that were sent, at most.</summary>
    public required long InputAtMost { get; init; }

    /// <summary>Tokens that the answer may have.</summary>
    public required int MaximumOutput { get; init; }

    /// <summary>How much of the data the model could see then: a <c>DataExposure</c>.</summary>
    public required int Exposure { get; init; }

    public long Input { get; set; }

    public long Output { get; set; }

    public long CacheRead { get; set; }

    public long CacheWrite { get; set; }
}
