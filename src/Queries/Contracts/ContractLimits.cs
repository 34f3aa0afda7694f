namespace Vitrine.Queries.Contracts;

/// <summary>The bounds of a contract, in rows and values.</summary>
public static class ContractLimits
{
    /// <summary>Rows when a contract does not say.</summary>
    public const int DefaultRows = 500;

    /// <summary>Rows that no contract passes.</summary>
    public const int MaximumRows = 5_000;

    /// <summary>Values of an argument that does not say.</summary>
    public const int DefaultValues = 100;

    /// <summary>Values that no argument passes.</summary>
    public const int MaximumValues = 1_000;

    /// <summary>Characters of one value.</summary>
    public const int MaximumTextLength = 1_000;
}
