namespace Vitrine.Ledger.Budgets;

/// <summary>A turn that is about to begin.</summary>
public sealed record TurnDemand
{
    /// <summary>Who pays; with the turn.</summary>
    public required Payer Payer { get; init; }

    /// <summary>Whether it asks language models. One that asks none is neither stopped with them nor refused: it has what room there is for its sandbox.</summary>
    public required bool AsksModels { get; init; }

    /// <summary>What turns like it usually cost, in US dollars; refused where there is no room for it.</summary>
    public required decimal Usual { get; init; }

    /// <summary>What it may well cost; so much is reserved where there is room for it.</summary>
    public required decimal UpTo { get; init; }

    /// <summary>The most that its sandbox can cost: held beside the rest until the turn is over, and nothing for its calls.</summary>
    public decimal Sandbox { get; init; }

    /// <summary>When the turn has certainly ended.</summary>
    public required DateTimeOffset Expires { get; init; }
}
