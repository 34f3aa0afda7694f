using Vitrine.Primitives;
using Vitrine.Queries.Contracts;

namespace Vitrine.Builds.Rechecks;

/// <summary>Says what is wrong with a contract.</summary>
internal static class BrokenContract
{
    /// <summary>Which contract, and what is wrong: a person reads it at the app, without the file beside it.</summary>
    public static string Tell(Diagnostic finding, ContractFile file)
    {
        if (finding.Where is not { Line: { } line } where) return finding.Message;
        var contract = file.Contracts.LastOrDefault(one => one.Spot.Line < line || (one.Spot.Line == line && one.Spot.Column <= (where.Column ?? int.MaxValue)));
        return contract is null || finding.Message.Contains(contract.Name, StringComparison.Ordinal) ? finding.Message : $"{contract.Name}: {finding.Message}";
    }
}
