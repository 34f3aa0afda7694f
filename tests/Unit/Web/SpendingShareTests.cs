using Vitrine.Agents.Spending;
using Vitrine.Ledger;
using Vitrine.Ledger.Reports;
using Vitrine.Web.Pages.Settings.Spending;

namespace Vitrine.Unit.Web;

/// <summary>Whom and what the page of spending shows money beside.</summary>
public sealed class SpendingShareTests
{
    private static readonly Guid First = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = new("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void Apps_and_people_that_are_called_the_same_are_two()
    {
        var names = new Dictionary<Guid, string> { [First] = "Revenue", [Second] = "Revenue" };
        var spending = new FindSpending.Spending(default, default, 6m, 0m, [Line(First, 1m), Line(Second, 2m), Line(First, 3m), Line(Guid.CreateVersion7(), 0.1m), Line(Guid.CreateVersion7(), 0.2m)], new SpendingNames(names, names, names));
        foreach (var part in new[] { SpendingPart.App, SpendingPart.Person, SpendingPart.Project })
            Assert.Equal([("Revenue", 4m), ("Revenue", 2m), ("Not there any more", 0.3m)], SpendingShare.By(part, spending).Select(share => (share.Name, share.Dollars)));
        Assert.Equal([("claude", 6.3m)], SpendingShare.By(SpendingPart.Model, spending).Select(share => (share.Name, share.Dollars)));
    }

    private static SpendingLine Line(Guid of, decimal dollars)
        => new() { Day = default, ProjectId = of, PersonId = of, AppId = of, Kind = LedgerKind.ModelCall, Model = "claude", Cause = LedgerCause.User, Tokens = TokenCounts.None, Entries = 1, Dollars = dollars };
}
