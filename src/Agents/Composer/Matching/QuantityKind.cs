namespace Vitrine.Agents.Composer.Matching;

/// <summary>What a question asks for by its first words.</summary>
internal enum QuantityKind
{
    /// <summary>"How long", "how fast": a duration.</summary>
    Long,

    /// <summary>"How old": an age.</summary>
    Old,

    /// <summary>"How often", "what share of": a rate.</summary>
    Often,

    /// <summary>"How much": money, or another amount.</summary>
    Much,

    /// <summary>"How happy": a mark that people gave.</summary>
    Liked,

    /// <summary>"How many": a count.</summary>
    Many,
}
