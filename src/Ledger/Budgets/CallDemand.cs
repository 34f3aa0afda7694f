namespace Vitrine.Ledger.Budgets;

/// <summary>A call of a language model that is about to be sent.</summary>
public sealed record CallDemand
{
    /// <summary>The call's id, under which it will stand in the ledger.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Who pays.</summary>
    public required Payer Payer { get; init; }

    /// <summary>Why it is made.</summary>
    public required LedgerCause Cause { get; init; }

    /// <summary>Who is paid.</summary>
    public required string Provider { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens that are sent, at most.</summary>
    public required long InputAtMost { get; init; }

    /// <summary>Tokens that the answer may have, if the budgets allow it.</summary>
    public required int MaximumOutput { get; init; }

    /// <summary>An answer of fewer tokens would be of no use: rather than that, the call is refused.</summary>
    public required int LeastOutput { get; init; }

    /// <summary>The most that the call can cost with an answer of so many tokens, in US dollars. It does not fall when the number rises.</summary>
    public required Func<int, decimal> PriceAtMost { get; init; }

    /// <summary>What its turn holds for its sandbox, in US dollars: nothing for calls.</summary>
    public decimal Kept { get; init; }

    /// <summary>When nobody can be waiting for the answer any more.</summary>
    public required DateTimeOffset Expires { get; init; }
}
