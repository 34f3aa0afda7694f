using Vitrine.Access;
using Vitrine.Apps;
using Vitrine.Ledger;

namespace Vitrine.Web.Showing;

/// <summary>What versions have cost: what was spent in the turns that made them. A version that was restored or copied cost nothing of its own.</summary>
internal sealed class VersionCosts(LedgerBook ledger)
{
    /// <summary>By the versions' numbers. Whoever calls this has asked whether the person may edit the app.</summary>
    public async Task<IReadOnlyDictionary<int, LedgerSum>> OfAsync(IReadOnlyList<VersionRecord> versions, Principal principal, CancellationToken cancellationToken)
    {
        var sums = await ledger.SumByTurnAsync(principal.OrganizationId, [.. versions.Select(version => version.TurnId).Distinct()], cancellationToken);
        return versions.ToDictionary(version => version.Number, version => sums.GetValueOrDefault(version.TurnId) ?? LedgerSum.Nothing);
    }
}
