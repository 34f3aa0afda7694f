namespace Vitrine.Ledger.Reports;

/// <summary>What was spent on one day for one thing: entries that are alike in everything that reports tell apart, summed up.</summary>
public sealed record SpendingLine
{
    /// <summary>The UTC day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The project, if there was one.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>For whom.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The app, if there was one.</summary>
    public Guid? AppId { get; init; }

    /// <summary>What was paid for.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>The language model; null for sandboxes.</summary>
    public string? Model { get; init; }

    /// <summary>Who was paid.</summary>
    public string? Provider { get; init; }

    /// <summary>Why.</summary>
    public required LedgerCause Cause { get; init; }

    /// <summary>Tokens of the calls.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>How many entries.</summary>
    public required int Entries { get; init; }

    /// <summary>In US dollars.</summary>
    public required decimal Dollars { get; init; }
}
