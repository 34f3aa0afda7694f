using Vitrine.Agents.Spending;
using Vitrine.Ledger;
using Vitrine.Ledger.Reports;

namespace Vitrine.Web.Pages.Settings.Spending;

/// <summary>What was spent on one thing.</summary>
/// <param name="Name">How it is called. Two things may be called the same, and are two all the same.</param>
/// <param name="Calls">Calls of language models.</param>
/// <param name="Sent">Tokens that were sent, also those that came from the cache.</param>
/// <param name="Written">Tokens that came back.</param>
/// <param name="Repairs">US dollars for mending the tool's own mistakes.</param>
/// <param name="Dollars">All US dollars.</param>
internal sealed record SpendingShare(string Name, long Calls, long Sent, long Written, decimal Repairs, decimal Dollars)
{
    /// <summary>The dearest first. What is not there any more has no name to be told apart by, and is one.</summary>
    public static IReadOnlyList<SpendingShare> By(SpendingPart part, FindSpending.Spending spending) =>
    [
        .. spending.Lines.GroupBy(line => Key(part, line, spending.Names))
            .Select(lines => new SpendingShare(
                lines.Key.Name,
                lines.Where(line => line.Kind == LedgerKind.ModelCall).Sum(line => line.Entries),
                lines.Sum(line => line.Tokens.Input + line.Tokens.CacheRead + line.Tokens.CacheWrite),
                lines.Sum(line => line.Tokens.Output),
                lines.Where(line => line.Cause == LedgerCause.Repair).Sum(line => line.Dollars),
                lines.Sum(line => line.Dollars)))
            .OrderByDescending(share => share.Dollars).ThenBy(share => share.Name, StringComparer.Ordinal),
    ];

    private static (string Name, Guid? Id) Key(SpendingPart part, SpendingLine line, SpendingNames names) => part switch
    {
        SpendingPart.Project => Named(names.Projects, line.ProjectId, "No project"),
        SpendingPart.Person => Named(names.People, line.PersonId, "Nobody"),
        SpendingPart.App => Named(names.Apps, line.AppId, "No app"),
        SpendingPart.Model => (line.Model ?? $"Sandboxes ({line.Provider})", null),
        SpendingPart.Cause => (line.Cause switch
        {
            LedgerCause.User => "Asked for",
            LedgerCause.Repair => "Repairs of the tool's own mistakes",
            LedgerCause.Clarify => "Making clear what is wanted",
            LedgerCause.Metadata => "Names and summaries",
            _ => throw new InvalidOperationException("A cause without words."),
        }, null),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static (string Name, Guid? Id) Named(IReadOnlyDictionary<Guid, string> names, Guid? id, string none)
        => id is not { } known ? (none, null) : names.TryGetValue(known, out var name) ? (name, known) : ("Not there any more", null);
}
