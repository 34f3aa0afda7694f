namespace Vitrine.Queries.Contracts;

/// <summary>An app's <c>src/queries.yml</c>, read: everything that the app may ask.</summary>
public sealed record ContractFile
{
    /// <summary>The version of the grammar: 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The page filters, in the order of the file.</summary>
    public IReadOnlyList<ContractArgument> Filters { get; init; } = [];

    /// <summary>The contracts, in the order of the file.</summary>
    public IReadOnlyList<QueryContract> Contracts { get; init; } = [];

    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether its own rules found an error: then compiling would only say the same again in other words.</summary>
    internal bool HasErrors { get; init; }

    /// <summary>The contract of that name, or null.</summary>
    public QueryContract? FindContract(string name) => Contracts.FirstOrDefault(contract => contract.Name == name);

    /// <summary>The page filter of that name, or null.</summary>
    public ContractArgument? FindFilter(string name) => Filters.FirstOrDefault(filter => filter.Name == name);
}
